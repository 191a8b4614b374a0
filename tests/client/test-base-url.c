/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-base-url.h"
#include "proctor-testing.h"

static void
test_good (void)
{
  const struct
  {
    const char *typed;
    const char *kept;
  } cases[] = {
    { "https://api.example.com", "https://api.example.com" },
    { "  https://api.example.com/  ", "https://api.example.com" },
    { "HTTPS://api.example.com//", "https://api.example.com" },
    { "https://API.Example.com/Agents", "https://api.example.com/Agents" },
    { "https://api.example.com:443/", "https://api.example.com" },
    { "https://api.example.com:0443/%2Fa%20b/", "https://api.example.com/%2Fa%20b" },
    { "http://LocalHost:80", "http://localhost" },
    { "https://[2001:DB8::1]:8443", "https://[2001:db8::1]:8443" },
    { "https://gateway.example.com/agents/", "https://gateway.example.com/agents" },
    { "https://api.example.com:8443", "https://api.example.com:8443" },
    { "http://localhost:8787", "http://localhost:8787" },
    { "http://127.0.0.1:8787/", "http://127.0.0.1:8787" },
    { "http://[::1]:8787", "http://[::1]:8787" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *kept = proctor_base_url_parse (cases[i].typed, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (kept, ==, cases[i].kept);
    }
}

static void
test_refused (void)
{
  const struct
  {
    const char *typed;
    const char *reason;
  } cases[] = {
    { "", "not the address of a server" },
    { "api.example.com", "not the address of a server" },
    { "https://", "not the address of a server" },
    { "https:///path", "not the address of a server" },
    { "https://a b.example.com", "not the address of a server" },
    { "ftp://api.example.com", "starts with “ftp:”" },
    { "file:///etc/passwd", "not the address of a server" },
    { "https://me:secret@api.example.com", "no user name" },
    { "https://api.example.com/?key=secret", "question mark" },
    { "https://api.example.com/#a", "number sign" },
    { "http://api.example.com", "Plain http is for servers on this computer" },
    { "http://localhost.example.com", "Plain http is for servers on this computer" },
    { "http://127.0.0.1.example.com", "Plain http is for servers on this computer" },
    { "http://192.168.0.2", "Plain http is for servers on this computer" },
    { "http://0.0.0.0", "Plain http is for servers on this computer" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *kept = proctor_base_url_parse (cases[i].typed, &error);

      if (kept != NULL)
        g_error ("“%s” is taken for “%s”", cases[i].typed, kept);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
      if (strstr (error->message, cases[i].reason) == NULL)
        g_error ("“%s” is refused with “%s”", cases[i].typed, error->message);
    }
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/base-url/good", test_good);
  g_test_add_func ("/base-url/refused", test_refused);

  return g_test_run ();
}
