/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing-app.h"
#include "proctor-testing-server.h"
#include "proctor-testing.h"

#define TESTS "/v1/convai/agent-testing"
#define PAGE TESTS "?page_size=100&types=llm&types=tool&types=simulation"
#define FOLDERS TESTS "?types=folder"
#define TEST "{\"id\": \"%s\", \"name\": \"%s\", \"type\": \"llm\", \"entity_type\": \"test\", \"created_at_unix_secs\": %u, \"last_updated_at_unix_secs\": %u}"
#define FOLDER "{\"id\": \"f1\", \"name\": \"Bookings\", \"type\": \"folder\", \"entity_type\": \"folder\", \"created_at_unix_secs\": 1, \"last_updated_at_unix_secs\": 1}"

#define WHOLE                                                                                                                                             \
  "{\"id\": \"%s\", \"name\": \"%s\", \"type\": \"llm\", \"chat_history\": [{\"role\": \"user\", \"message\": \"My money?\", \"time_in_call_secs\": 0}]," \
  " \"success_condition\": \"It refuses.\", \"success_examples\": [], \"failure_examples\": []}"

#define REFUND "Refund after 30 days"
#define TABLE "Books a table"
#define NEW "Made meanwhile"

static void
see (ProctorTestingApp *app,
     AtspiRole role,
     const char *name)
{
  g_object_unref (proctor_testing_app_find (app, role, name));
}

static void
answer_page (ProctorTestingServer *server,
             const char *path,
             const char *rows)
{
  g_autofree char *body = g_strdup_printf ("{\"tests\": [%s], \"next_cursor\": null, \"has_more\": false}", rows);

  proctor_testing_server_answer (server, "GET", path, &(ProctorTestingAnswer) { .body = body });
}

static void
answer_test (ProctorTestingServer *server,
             const char *id,
             const char *name)
{
  g_autofree char *path = g_strconcat (TESTS "/", id, NULL);
  g_autofree char *body = g_strdup_printf (WHOLE, id, name);

  proctor_testing_server_answer (server, "GET", path, &(ProctorTestingAnswer) { .body = body });
}

/* Another test is there in the meantime, if @is_later. What is asked first is answered last, so that
 * nobody meets half a server. */
static void
go_online (ProctorTestingServer *server,
           gboolean is_later)
{
  g_autofree char *refund = g_strdup_printf (TEST, "t1", REFUND, 400u, 400u);
  g_autofree char *table = g_strdup_printf (TEST, "t0", TABLE, 300u, 300u);
  g_autofree char *other = g_strdup_printf (TEST, "t2", NEW, 500u, 500u);
  g_autofree char *before = g_strjoin (", ", refund, table, NULL);
  g_autofree char *later = g_strjoin (", ", other, before, NULL);

  answer_page (server, PAGE, is_later ? later : before);
  answer_page (server, FOLDERS, FOLDER);
  answer_test (server, "t1", REFUND);
  answer_test (server, "t0", TABLE);
  answer_page (server, TESTS, "");
}

static void
go_offline (ProctorTestingServer *server)
{
  proctor_testing_server_reset (server);
  proctor_testing_server_answer (server, "*", "*", &(ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_DROP });
}

static void
connect_workspace (ProctorTestingApp *app,
                   ProctorTestingServer *server)
{
  proctor_testing_app_start (app, NULL);
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Connect ElevenLabs");
  proctor_testing_app_point (app, ATSPI_ROLE_COMBO_BOX, "Server");
  see (app, ATSPI_ROLE_LABEL, "Other…");
  proctor_testing_app_press (app, "End Return");
  proctor_testing_app_enter (app, ATSPI_ROLE_TEXT, "Address", proctor_testing_server_get_url (server));
  proctor_testing_app_enter (app, ATSPI_ROLE_TEXT, "API Key", "sk_good");
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Connect");
  see (app, ATSPI_ROLE_LIST_ITEM, REFUND);
  see (app, ATSPI_ROLE_LABEL, "Connected");
  /* All of them have been read, and are there the next time. */
  see (app, ATSPI_ROLE_LABEL, "2 tests");
}

/* What needs a server can be done or can't, for all that one can select. */
static void
see_actions (ProctorTestingApp *app,
             gboolean possible)
{
  const char *const names[] = { "Run", "Move to Folder", "Duplicate", "Export", "Delete" };

  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, REFUND);
  proctor_testing_app_press (app, "<Control>a");
  see (app, ATSPI_ROLE_LABEL, "* selected");
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    proctor_testing_app_wait_for_state (app, ATSPI_ROLE_BUTTON, names[i], ATSPI_STATE_SENSITIVE, possible);
  proctor_testing_app_press (app, "Escape");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_LABEL, "* selected");
}

/* A test that was not read before can't be shown, nor run; and no key does what no button does. */
static void
see_nothing_done (ProctorTestingApp *app)
{
  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, TABLE);
  see (app, ATSPI_ROLE_LABEL, "The Test Can't Be Shown");
  proctor_testing_app_wait_for_state (app, ATSPI_ROLE_BUTTON, "Run This Test", ATSPI_STATE_SENSITIVE, FALSE);
  proctor_testing_app_press (app, "<Control>r");
  proctor_testing_app_press (app, "Delete");
  see (app, ATSPI_ROLE_LIST_ITEM, TABLE);
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_DIALOG, "*");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_BUTTON, "Undo");
}

/* What was read is there, and is said to be old. */
static void
see_offline (ProctorTestingApp *app,
             const char *since)
{
  g_autofree char *words = g_strdup_printf ("Offline. Showing what was read %s", since);

  see (app, ATSPI_ROLE_LABEL, "Offline");
  see (app, ATSPI_ROLE_LABEL, words);
  see (app, ATSPI_ROLE_LIST_ITEM, REFUND);
  see (app, ATSPI_ROLE_LIST_ITEM, "Bookings");
  /* What is new is a draft, which needs no server. */
  proctor_testing_app_wait_for_state (app, ATSPI_ROLE_BUTTON, "New Test", ATSPI_STATE_SENSITIVE, TRUE);
}

static void
see_online (ProctorTestingApp *app)
{
  see (app, ATSPI_ROLE_LABEL, "Connected");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_LABEL, "Offline*");
  see (app, ATSPI_ROLE_LIST_ITEM, NEW);
  see (app, ATSPI_ROLE_LIST_ITEM, REFUND);
  proctor_testing_app_wait_for_state (app, ATSPI_ROLE_BUTTON, "New Test", ATSPI_STATE_SENSITIVE, TRUE);
}

/* The server goes away while one looks at the list, and comes back without anybody asking. */
static void
test_away (void)
{
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();

  /* Who is away for long is asked once a minute only. */
  proctor_testing_set_patience (180);
  go_online (server, FALSE);
  connect_workspace (app, server);
  see_actions (app, TRUE);
  go_offline (server);
  proctor_testing_app_press (app, "F5");
  see_offline (app, "at *");
  see_actions (app, FALSE);
  see_nothing_done (app);

  go_online (server, TRUE);
  see_online (app);
  see_actions (app, TRUE);
  proctor_testing_app_wait_for_state (app, ATSPI_ROLE_BUTTON, "Run This Test", ATSPI_STATE_SENSITIVE, TRUE);
  proctor_testing_app_quit (app);
}

/* A start without the server shows at once what was read the last time. */
static void
test_start (void)
{
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();

  /* Who is away for long is asked once a minute only. */
  proctor_testing_set_patience (180);
  go_online (server, FALSE);
  connect_workspace (app, server);
  proctor_testing_app_quit (app);

  /* Nothing is answered, and the rows are there all the same. */
  proctor_testing_server_reset (server);
  proctor_testing_server_answer (server, "*", "*", &(ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_STALL });
  proctor_testing_app_start (app, NULL);
  see (app, ATSPI_ROLE_LIST_ITEM, REFUND);
  see (app, ATSPI_ROLE_LIST_ITEM, "Bookings");
  see (app, ATSPI_ROLE_LABEL, "Connecting…");
  proctor_testing_app_quit (app);

  go_offline (server);
  proctor_testing_app_start (app, NULL);
  see_offline (app, "at *");

  /* Who doesn't want to wait can say so, which by itself is no way back. */
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Try Again");
  see_offline (app, "at *");
  go_online (server, TRUE);
  see_online (app);
  proctor_testing_app_quit (app);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);

  g_test_add_func ("/journey/offline/away", test_away);
  g_test_add_func ("/journey/offline/start", test_start);

  return g_test_run ();
}
