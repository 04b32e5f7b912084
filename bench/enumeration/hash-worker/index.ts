import { hashPassword } from "#app/services/account/passwords.ts";

/** `/hash` answers the hash of a password, any other path a word: the difference is what a hash costs. */
export default {
  async fetch(request) {
    const { pathname } = new URL(request.url);
    return new Response(pathname === "/hash" ? await hashPassword("a pepper", "trois cailloux bleus") : "ok");
  },
} satisfies ExportedHandler;
