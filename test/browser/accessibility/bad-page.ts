/** A page with a fault for each check of ours. */
export const BAD_PAGE = `<html lang="en"><head><title>Autre chose</title><meta http-equiv="refresh" content="900"><style>
body { margin: 0; color: #777; background: #888 }
:focus, :focus-visible { outline: none }
.field { border: 0; background: #878787; box-shadow: none }
.said::after { content: "dit par le style" }
.last { order: 1 }
.tip { display: none }
.word:hover .tip { display: block }
.cut { overflow: hidden; height: 10px; font-size: 40px }
.far { position: absolute; left: 900px }
.icon::before { content: ""; display: block; width: 20px; height: 20px; background: #fff; mask-image: url("data:image/svg+xml,%3Csvg/%3E") }
.turning { animation: turn 1s infinite }
@keyframes turn { to { transform: rotate(1turn) } }
.box { appearance: none }
.kept { display: block }
.wide { width: 2000px }
@media print { main, .wide { width: 100px } }
</style></head><body><nav><a href="#contenu">Aller</a></nav><main>
<h1>Bonjour</h1><h4>Trop bas</h4><p id="twice">Il dit 'oui' : c'est undefined !</p><p id="twice"></p>
<p>- un tiret</p><p>Le bouton rouge :) </p><p>P A S S E</p><center>Au milieu</center><video></video>
<svg width="10" height="10"><text>Texte</text></svg><div><div><div><div><div><svg class="bar-chart" role="img" aria-label="Un graphique de barres"></svg></div></div></div></div></div>
<table><tr><td>a</td><td colspan="2">b</td></tr></table><table><caption>Un</caption></table><table><caption>Un</caption></table>
<p><a href="/a">ici</a> <a href="/b">ici</a> <a href="/c.pdf" target="_blank">Un document</a> <a href="#">Rien</a></p>
<div class="done">Fait.</div><div class="error-summary"><a href="#absent">Absent</a></div>
<form method="post"><label class="far" for="login">Nom</label><input class="field" id="login" name="login" aria-invalid="true">
<input class="field" name="other" placeholder="Autre"><input class="box" type="radio" name="r" id="r1"><label for="r1">Un</label>
<input type="radio" name="r" id="r2"><label for="r2">Deux</label></form>
<form method="post"><button type="submit" name="a" value="1">Envoyer</button><button type="submit" name="a" value="2">Envoyer</button></form>
<button type="button" accesskey="x" style="border: 0">Faire</button>
<p class="said">Voici </p><p class="last">Dernier</p><p class="word">Mot <span class="tip">aide</span></p><p class="cut">Texte coupé</p>
<p class="icon">Une icône</p><p class="turning">Tourne</p><p class="wide">Large</p><p hidden class="kept">Montré</p><a href="/d" tabindex="5">Avant tout</a><p><div>Dans un paragraphe</div></p>
</main></body></html>`;
