/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-openai-address.h"
#include "proctor-provider-error.h"
#include "proctor-provider-retry.h"
#include "proctor-testing.h"

static void
test_decide (void)
{
  const struct
  {
    ProctorProviderRetry question;
    gint64 delay;
  } cases[] = {
    { { .status = 429, .attempts = 1, .delay_msecs = -1, .chance = 0.5 }, 500 },
    { { .status = 503, .attempts = 2, .delay_msecs = -1, .chance = 0.5 }, 1000 },
    { { .status = 502, .attempts = 3, .delay_msecs = -1, .chance = 0 }, 1500 },
    { { .status = 529, .attempts = 1, .delay_msecs = -1, .chance = 1 }, 625 },
    { { .broken = TRUE, .attempts = 1, .delay_msecs = -1, .chance = 0.5 }, 500 },
    /* Enough is enough. */
    { { .status = 429, .attempts = 4, .delay_msecs = -1 }, PROCTOR_PROVIDER_GIVE_UP },
    { { .broken = TRUE, .attempts = 4, .delay_msecs = -1 }, PROCTOR_PROVIDER_GIVE_UP },
    /* What waiting does not help. */
    { { .status = 400, .attempts = 1, .delay_msecs = -1 }, PROCTOR_PROVIDER_GIVE_UP },
    { { .status = 401, .attempts = 1, .delay_msecs = -1 }, PROCTOR_PROVIDER_GIVE_UP },
    { { .status = 500, .attempts = 1, .delay_msecs = -1 }, PROCTOR_PROVIDER_GIVE_UP },
    { { .status = 504, .attempts = 1, .delay_msecs = -1 }, PROCTOR_PROVIDER_GIVE_UP },
    /* What the server wishes. */
    { { .status = 429, .attempts = 1, .delay_msecs = 0 }, 0 },
    { { .status = 429, .attempts = 1, .delay_msecs = 7000 }, 7000 },
    { { .status = 429, .attempts = 1, .delay_msecs = 7000, .chance = 1 }, 7700 },
    { { .status = 429, .attempts = 1, .delay_msecs = 60000, .chance = 1 }, 60000 },
    { { .status = 429, .attempts = 1, .delay_msecs = 60001 }, PROCTOR_PROVIDER_GIVE_UP },
    /* All of it takes two minutes at most. */
    { { .status = 429, .attempts = 2, .elapsed_msecs = 60000, .delay_msecs = 60000 }, 60000 },
    { { .status = 429, .attempts = 2, .elapsed_msecs = 60001, .delay_msecs = 60000 }, PROCTOR_PROVIDER_GIVE_UP },
    { { .broken = TRUE, .attempts = 2, .elapsed_msecs = 119500, .delay_msecs = -1, .chance = 0.5 }, PROCTOR_PROVIDER_GIVE_UP },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (proctor_provider_retry_decide (&cases[i].question), ==, cases[i].delay);
    }
}

static void
test_address (void)
{
  const struct
  {
    const char *text;
    gboolean with_key;
    const char *address;
    ProctorProviderErrorCode code;
  } cases[] = {
    { "https://api.example.com/v1", TRUE, "https://api.example.com/v1" },
    { " https://api.example.com/v1/ ", TRUE, "https://api.example.com/v1" },
    { "https://api.example.com/v1/chat/completions", TRUE, "https://api.example.com/v1" },
    { "http://localhost:11434/v1", TRUE, "http://localhost:11434/v1" },
    { "http://127.0.0.1:8080/v1", TRUE, "http://127.0.0.1:8080/v1" },
    { "http://[::1]:8080/v1", TRUE, "http://[::1]:8080/v1" },
    /* The server in the next room. */
    { "http://192.168.1.5:8080/v1", FALSE, "http://192.168.1.5:8080/v1" },
    { "http://192.168.1.5:8080/v1", TRUE, NULL, PROCTOR_PROVIDER_ERROR_KEY },
    { "http://localhost.example.com/v1", TRUE, NULL, PROCTOR_PROVIDER_ERROR_KEY },
    { "ftp://example.com", FALSE, NULL, PROCTOR_PROVIDER_ERROR_ADDRESS },
    { "example.com/v1", FALSE, NULL, PROCTOR_PROVIDER_ERROR_ADDRESS },
    { "https://", FALSE, NULL, PROCTOR_PROVIDER_ERROR_ADDRESS },
    { "", FALSE, NULL, PROCTOR_PROVIDER_ERROR_ADDRESS },
    { "https://key@example.com/v1", FALSE, NULL, PROCTOR_PROVIDER_ERROR_ADDRESS },
    { "https://example.com/v1?key=a", FALSE, NULL, PROCTOR_PROVIDER_ERROR_ADDRESS },
    { "https://example .com/v1", FALSE, NULL, PROCTOR_PROVIDER_ERROR_ADDRESS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *address = proctor_openai_address_parse (cases[i].text, cases[i].with_key, &error);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (address, ==, cases[i].address);
      if (address == NULL)
        g_assert_error (error, PROCTOR_PROVIDER_ERROR, (int) cases[i].code);
      else
        g_assert_no_error (error);
    }

  g_assert_true (proctor_openai_address_is_loopback ("http://localhost:1"));
  g_assert_true (proctor_openai_address_is_loopback ("http://127.0.0.1:1"));
  g_assert_false (proctor_openai_address_is_loopback ("https://example.com"));
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/provider-retry/decide", test_decide);
  g_test_add_func ("/provider-retry/address", test_address);

  return g_test_run ();
}
