/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-health.h"

#include "proctor-api-error.h"
#include "proctor-testing.h"

/* What answers say of how a workspace is doing. */

static void
report (ProctorHealth *health,
        int code,
        guint status)
{
  g_autoptr (GError) error = g_error_new (PROCTOR_API_ERROR, code, "Sentence %d.", code);
  ProctorErrorDetails *details = proctor_api_error_get_details (error);

  details->status = status;
  details->advice = g_strdup ("Advice.");
  proctor_health_report (health, error);
}

static void
test_errors (void)
{
  const ProctorHealthState none = (ProctorHealthState) -1;
  const struct
  {
    ProctorApiErrorCode code;
    guint status;
    /* What becomes of one that was connecting, and of one that was connected; -1 if nothing does. */
    ProctorHealthState connecting;
    ProctorHealthState connected;
  } cases[] = {
    { PROCTOR_API_ERROR_NETWORK, 0, PROCTOR_HEALTH_OFFLINE, PROCTOR_HEALTH_OFFLINE },
    { PROCTOR_API_ERROR_TIMEOUT, 0, PROCTOR_HEALTH_OFFLINE, PROCTOR_HEALTH_OFFLINE },
    { PROCTOR_API_ERROR_TLS, 0, PROCTOR_HEALTH_OFFLINE, PROCTOR_HEALTH_OFFLINE },
    { PROCTOR_API_ERROR_KEY, 401, PROCTOR_HEALTH_KEY_REFUSED, PROCTOR_HEALTH_KEY_REFUSED },
    { PROCTOR_API_ERROR_PERMISSION, 403, PROCTOR_HEALTH_CONNECTED, none },
    { PROCTOR_API_ERROR_QUOTA, 402, PROCTOR_HEALTH_LIMITED, PROCTOR_HEALTH_LIMITED },
    { PROCTOR_API_ERROR_NOT_FOUND, 404, PROCTOR_HEALTH_CONNECTED, none },
    { PROCTOR_API_ERROR_UNSUPPORTED, 404, PROCTOR_HEALTH_OFFLINE, none },
    { PROCTOR_API_ERROR_CONFLICT, 409, PROCTOR_HEALTH_CONNECTED, none },
    { PROCTOR_API_ERROR_INVALID, 422, PROCTOR_HEALTH_CONNECTED, none },
    { PROCTOR_API_ERROR_RATE_LIMITED, 429, PROCTOR_HEALTH_LIMITED, PROCTOR_HEALTH_LIMITED },
    { PROCTOR_API_ERROR_CONCURRENCY_LIMITED, 429, PROCTOR_HEALTH_LIMITED, PROCTOR_HEALTH_LIMITED },
    { PROCTOR_API_ERROR_SERVER, 500, PROCTOR_HEALTH_OFFLINE, none },
    { PROCTOR_API_ERROR_SERVER, 502, PROCTOR_HEALTH_OFFLINE, PROCTOR_HEALTH_OFFLINE },
    { PROCTOR_API_ERROR_SERVER, 503, PROCTOR_HEALTH_OFFLINE, PROCTOR_HEALTH_OFFLINE },
    { PROCTOR_API_ERROR_TOO_LARGE, 200, PROCTOR_HEALTH_CONNECTED, none },
    { PROCTOR_API_ERROR_PROTOCOL, 200, PROCTOR_HEALTH_OFFLINE, none },
    { PROCTOR_API_ERROR_REDIRECT, 302, PROCTOR_HEALTH_OFFLINE, none },
    { PROCTOR_API_ERROR_ANSWER_LOST, 0, none, none },
    { PROCTOR_API_ERROR_READ_ONLY, 0, none, none },
    { PROCTOR_API_ERROR_DOCUMENT, 0, none, none },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint connected = 0; connected < 2; connected++)
      {
        g_autoptr (ProctorHealth) health = proctor_health_new ();
        ProctorHealthState wanted = connected ? cases[i].connected : cases[i].connecting;

        if (connected)
          proctor_health_report (health, NULL);
        report (health, (int) cases[i].code, cases[i].status);
        if (wanted == none)
          wanted = connected ? PROCTOR_HEALTH_CONNECTED : PROCTOR_HEALTH_CONNECTING;
        g_test_message ("%u %u %u", cases[i].code, cases[i].status, connected);
        g_assert_cmpuint (proctor_health_get_state (health), ==, wanted);
        if (wanted == PROCTOR_HEALTH_CONNECTED || wanted == PROCTOR_HEALTH_CONNECTING)
          {
            g_assert_null (proctor_health_get_title (health));
            g_assert_null (proctor_health_get_message (health));
            g_assert_null (proctor_health_get_advice (health));
            g_assert_true (proctor_health_is_usable (health));
          }
        else
          {
            g_autofree char *sentence = g_strdup_printf ("Sentence %u.", cases[i].code);

            g_assert_nonnull (proctor_health_get_title (health));
            g_assert_cmpstr (proctor_health_get_message (health), ==, sentence);
            g_assert_cmpstr (proctor_health_get_advice (health), ==, "Advice.");
            g_assert_cmpint (proctor_health_is_usable (health), ==, wanted == PROCTOR_HEALTH_LIMITED);
          }
      }
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
test_recovered (void)
{
  g_autoptr (ProctorHealth) health = proctor_health_new ();
  guint n_recovered = 0;
  guint n_states = 0;

  g_signal_connect_swapped (health, "recovered", G_CALLBACK (count_cb), &n_recovered);
  g_signal_connect_swapped (health, "notify::state", G_CALLBACK (count_cb), &n_states);

  /* The first answer is what everybody waits for anyway. */
  proctor_health_report (health, NULL);
  proctor_health_report (health, NULL);
  g_assert_cmpuint (n_recovered, ==, 0);
  g_assert_cmpuint (n_states, ==, 1);

  report (health, PROCTOR_API_ERROR_NETWORK, 0);
  report (health, PROCTOR_API_ERROR_NETWORK, 0);
  report (health, PROCTOR_API_ERROR_NOT_FOUND, 404);
  g_assert_cmpuint (n_recovered, ==, 1);
  g_assert_cmpuint (n_states, ==, 3);
  g_assert_null (proctor_health_get_title (health));

  /* Also where somebody has said to try again in between. */
  report (health, PROCTOR_API_ERROR_KEY, 401);
  proctor_health_begin_anew (health);
  g_assert_cmpuint (n_recovered, ==, 1);
  proctor_health_report (health, NULL);
  g_assert_cmpuint (n_recovered, ==, 2);

  /* Who is limited was there all the time. */
  report (health, PROCTOR_API_ERROR_RATE_LIMITED, 429);
  proctor_health_report (health, NULL);
  g_assert_cmpuint (proctor_health_get_state (health), ==, PROCTOR_HEALTH_CONNECTED);
  g_assert_cmpuint (n_recovered, ==, 2);
}

static void
test_says_nothing (void)
{
  g_autoptr (ProctorHealth) health = proctor_health_new ();
  g_autoptr (GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled.");

  proctor_health_report (health, cancelled);
  g_assert_cmpuint (proctor_health_get_state (health), ==, PROCTOR_HEALTH_CONNECTING);

  /* That there is no key is known better than by the server's refusal. */
  proctor_health_set (health, PROCTOR_HEALTH_KEY_REFUSED, "No Key", "There is none.", "Enter it.");
  report (health, PROCTOR_API_ERROR_KEY, 401);
  g_assert_cmpstr (proctor_health_get_title (health), ==, "No Key");

  /* And so is that there is no engine. */
  proctor_health_set (health, PROCTOR_HEALTH_BROKEN, "Broken", "It is.", NULL);
  report (health, PROCTOR_API_ERROR_NETWORK, 0);
  g_assert_cmpuint (proctor_health_get_state (health), ==, PROCTOR_HEALTH_BROKEN);
  proctor_health_set (health, PROCTOR_HEALTH_STARTING, "Starting", NULL, NULL);
  report (health, PROCTOR_API_ERROR_TIMEOUT, 0);
  g_assert_cmpuint (proctor_health_get_state (health), ==, PROCTOR_HEALTH_STARTING);
  g_assert_cmpstr (proctor_health_get_title (health), ==, "Starting");
  /* What it had answered before it ended may come after that is known. */
  proctor_health_report (health, NULL);
  report (health, PROCTOR_API_ERROR_NOT_FOUND, 404);
  g_assert_cmpuint (proctor_health_get_state (health), ==, PROCTOR_HEALTH_STARTING);
  g_assert_cmpstr (proctor_health_get_title (health), ==, "Starting");
  g_assert_false (proctor_health_is_usable (health));
}

/* What was asked before may still fail, and says nothing of what is asked now. */
static void
test_anew (void)
{
  g_autoptr (ProctorHealth) health = proctor_health_new ();
  g_autoptr (GError) error = g_error_new_literal (PROCTOR_API_ERROR, PROCTOR_API_ERROR_KEY, "Refused.");
  ProctorErrorDetails *details = proctor_api_error_get_details (error);

  details->status = 401;
  details->asked_usecs = g_get_monotonic_time ();
  proctor_health_report (health, error);
  g_assert_cmpuint (proctor_health_get_state (health), ==, PROCTOR_HEALTH_KEY_REFUSED);

  g_usleep (1000);
  proctor_health_begin_anew (health);
  g_assert_cmpuint (proctor_health_get_state (health), ==, PROCTOR_HEALTH_CONNECTING);
  proctor_health_report (health, error);
  g_assert_cmpuint (proctor_health_get_state (health), ==, PROCTOR_HEALTH_CONNECTING);
  proctor_health_report (health, NULL);
  proctor_health_report (health, error);
  g_assert_cmpuint (proctor_health_get_state (health), ==, PROCTOR_HEALTH_CONNECTED);

  details->asked_usecs = g_get_monotonic_time ();
  proctor_health_report (health, error);
  g_assert_cmpuint (proctor_health_get_state (health), ==, PROCTOR_HEALTH_KEY_REFUSED);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/health/errors", test_errors);
  g_test_add_func ("/health/recovered", test_recovered);
  g_test_add_func ("/health/says-nothing", test_says_nothing);
  g_test_add_func ("/health/anew", test_anew);

  return g_test_run ();
}
