/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing.h"
#include "testing-errand.h"

/* A server that goes away takes with it all the connections that were kept open. libsoup tries one
 * after the other; each request comes to one end all the same, and the client goes on. */

#define N_CONNECTIONS 4
#define N_ROUNDS 25

static void
answer (ProctorTestingServer *server,
        const ProctorTestingAnswer *told)
{
  proctor_testing_server_reset (server);
  proctor_testing_server_answer (server, "*", "*", told);
}

/* So many connections as there are requests at the same time. */
static void
open_connections (ProctorTestingServer *server,
                  ProctorClient *client)
{
  TestingErrand *errands[N_CONNECTIONS];

  answer (server, &(ProctorTestingAnswer) { .body = "{\"tests\": [], \"has_more\": false}", .delay_msecs = 60 });
  for (guint i = 0; i < N_CONNECTIONS; i++)
    errands[i] = testing_errand_new (client, TESTING_LIST);
  for (guint i = 0; i < N_CONNECTIONS; i++)
    {
      testing_errand_assert_done (errands[i]);
      testing_errand_free (errands[i]);
    }
}

static void
test_gone (void)
{
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  ProctorClient *client = testing_client_new (proctor_testing_server_get_url (server), NULL);

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      TestingErrand *errands[2];

      open_connections (server, client);
      answer (server, &(ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_DROP });
      for (guint i = 0; i < G_N_ELEMENTS (errands); i++)
        errands[i] = testing_errand_new (client, TESTING_LIST);
      for (guint i = 0; i < G_N_ELEMENTS (errands); i++)
        {
          testing_errand_wait (errands[i]);
          g_assert_nonnull (errands[i]->error);
          g_assert_cmpuint (errands[i]->times, ==, 1);
          testing_errand_free (errands[i]);
        }
    }

  testing_assert_works (client, server, NULL);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/restart/gone", test_gone);

  return g_test_run ();
}
