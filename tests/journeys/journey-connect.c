/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing-app.h"
#include "proctor-testing-server.h"
#include "proctor-testing.h"

#define TESTS "/v1/convai/agent-testing"
#define PAGE TESTS "?page_size=100&types=llm&types=tool&types=simulation"
#define WRONG_KEY "{\"detail\": {\"status\": \"invalid_api_key\", \"message\": \"Invalid API key\"}}"
#define NO_PERMISSION \
  "{\"detail\": {\"status\": \"missing_permissions\", \"message\": \"The API key you used is missing the permission convai_read to execute this operation.\"}}"
#define NOTHING "{\"tests\": [], \"next_cursor\": null, \"has_more\": false}"
#define SOMETHING                                                                                                   \
  "{\"tests\": [{\"id\": \"t1\", \"name\": \"Refund after 30 days\", \"type\": \"llm\", \"entity_type\": \"test\"," \
  " \"created_at_unix_secs\": 400, \"last_updated_at_unix_secs\": 400}], \"next_cursor\": null, \"has_more\": false}"

static void
see (ProctorTestingApp *app,
     AtspiRole role,
     const char *name)
{
  g_object_unref (proctor_testing_app_find (app, role, name));
}

/* From now on the server has one test, for whoever has a key. */
static void
serve (ProctorTestingServer *server)
{
  proctor_testing_server_reset (server);
  proctor_testing_server_answer (server, "GET", TESTS, &(ProctorTestingAnswer) { .body = NOTHING });
  proctor_testing_server_answer (server, "GET", PAGE, &(ProctorTestingAnswer) { .body = SOMETHING });
}

static void
refuse (ProctorTestingServer *server,
        const ProctorTestingAnswer *answer)
{
  proctor_testing_server_reset (server);
  proctor_testing_server_answer (server, "*", "*", answer);
}

/* Opens the dialog and chooses a server that is not one of the service's own, which is the last. */
static void
open_dialog (ProctorTestingApp *app,
             ProctorTestingServer *server)
{
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Connect ElevenLabs");
  proctor_testing_app_point (app, ATSPI_ROLE_COMBO_BOX, "Server");
  see (app, ATSPI_ROLE_LABEL, "Other…");
  proctor_testing_app_press (app, "End Return");
  proctor_testing_app_enter (app, ATSPI_ROLE_TEXT, "Address", proctor_testing_server_get_url (server));
  proctor_testing_app_enter (app, ATSPI_ROLE_TEXT, "Name of the Workspace", "Work");
}

static void
try_key (ProctorTestingApp *app,
         const char *key)
{
  proctor_testing_app_enter (app, ATSPI_ROLE_TEXT, "API Key", key);
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Connect");
}

/* Which key came with what was asked last. */
static char *
dup_last_key (ProctorTestingServer *server)
{
  g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (server);

  g_assert_cmpuint (requests->len, >, 0);

  return g_strdup (proctor_testing_request_get_header (g_ptr_array_index (requests, requests->len - 1), "xi-api-key"));
}

static void
expect_key (ProctorTestingServer *server,
            const char *key)
{
  g_autofree char *sent = dup_last_key (server);

  g_assert_cmpstr (sent, ==, key);
}

/* Whatever is wrong is told in words, the dialog stays with all that was typed, and nothing is kept. */
static void
test_keys (void)
{
  const struct
  {
    ProctorTestingAnswer answer;
    const char *title;
    const char *text;
  } cases[] = {
    { { .status = 401, .body = WRONG_KEY }, "The Key Is Wrong", "*doesn't know this key*" },
    { { .status = 401, .body = NO_PERMISSION }, "The Key May Not Read Tests", "*“convai_read”*" },
    { { .body = "<html>Welcome</html>", .content_type = "text/html" }, "Not a Server for Proctor", "*Check the address.*" },
    { { .fault = PROCTOR_TESTING_FAULT_DROP }, "The Server Can't Be Reached", NULL },
  };
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();

  proctor_testing_app_start (app, NULL);
  open_dialog (app, server);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      refuse (server, &cases[i].answer);
      try_key (app, "sk_wrong");
      see (app, ATSPI_ROLE_LABEL, cases[i].title);
      if (cases[i].text != NULL)
        see (app, ATSPI_ROLE_LABEL, cases[i].text);
    }

  serve (server);
  try_key (app, "sk_good");
  see (app, ATSPI_ROLE_LIST_ITEM, "Refund after 30 days");
  see (app, ATSPI_ROLE_BUTTON, "Workspace: Work");
  see (app, ATSPI_ROLE_LABEL, "Connected");
  expect_key (server, "sk_good");
  proctor_testing_app_quit (app);

  /* The key is in the key ring. */
  serve (server);
  proctor_testing_app_start (app, NULL);
  see (app, ATSPI_ROLE_LABEL, "Connected");
  see (app, ATSPI_ROLE_LIST_ITEM, "Refund after 30 days");
  expect_key (server, "sk_good");
  proctor_testing_app_quit (app);
}

static void
connect_workspace (ProctorTestingApp *app,
                   ProctorTestingServer *server)
{
  serve (server);
  proctor_testing_app_start (app, NULL);
  open_dialog (app, server);
  try_key (app, "sk_good");
  see (app, ATSPI_ROLE_LIST_ITEM, "Refund after 30 days");
  see (app, ATSPI_ROLE_LABEL, "Connected");
}

/* A key that is no longer good: what was read stays, and another key makes it work again. */
static void
test_change_key (void)
{
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();

  connect_workspace (app, server);
  refuse (server, &(ProctorTestingAnswer) { .status = 401, .body = WRONG_KEY });
  proctor_testing_app_press (app, "F5");
  see (app, ATSPI_ROLE_LABEL, "Key refused");
  see (app, ATSPI_ROLE_LIST_ITEM, "Refund after 30 days");

  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Change Key…");
  see (app, ATSPI_ROLE_DIALOG, "Change Key");
  serve (server);
  proctor_testing_app_enter (app, ATSPI_ROLE_TEXT, "API Key", "sk_better");
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Change");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_DIALOG, "Change Key");
  see (app, ATSPI_ROLE_LABEL, "Connected");
  expect_key (server, "sk_better");
  proctor_testing_app_quit (app);

  serve (server);
  proctor_testing_app_start (app, NULL);
  see (app, ATSPI_ROLE_LABEL, "Connected");
  expect_key (server, "sk_better");
  proctor_testing_app_quit (app);
}

static void
rename_workspace (ProctorTestingApp *app)
{
  proctor_testing_app_press (app, "<Control>comma");
  see (app, ATSPI_ROLE_DIALOG, "Preferences");
  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, "Work");
  proctor_testing_app_point (app, ATSPI_ROLE_TEXT, "Name");
  proctor_testing_app_wait_for_state (app, ATSPI_ROLE_TEXT, "Name", ATSPI_STATE_FOCUSED, TRUE);
  proctor_testing_app_press (app, "<Control>a");
  proctor_testing_app_type (app, "play");
  proctor_testing_app_press (app, "Return");
  see (app, ATSPI_ROLE_LIST_ITEM, "play");
  see (app, ATSPI_ROLE_BUTTON, "Workspace: play");
}

static void
ask_to_remove (ProctorTestingApp *app)
{
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Remove…");
  see (app, ATSPI_ROLE_LABEL, "Remove Workspace?");
  see (app, ATSPI_ROLE_LABEL, "play\n\nIts API key, its history of runs, its unsaved drafts and *On the server nothing is deleted.");
}

/* A workspace gets another name, and is removed when one has read what goes with it. */
static void
test_remove (void)
{
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();

  connect_workspace (app, server);
  rename_workspace (app);
  ask_to_remove (app);
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Cancel");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_LABEL, "Remove Workspace?");
  see (app, ATSPI_ROLE_LIST_ITEM, "play");

  ask_to_remove (app);
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Remove");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_LIST_ITEM, "play");
  see (app, ATSPI_ROLE_BUTTON, "Connect ElevenLabs");
  proctor_testing_app_press (app, "Escape");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_DIALOG, "Preferences");
  proctor_testing_app_quit (app);

  proctor_testing_app_start (app, NULL);
  see (app, ATSPI_ROLE_BUTTON, "Connect ElevenLabs");
  g_assert_false (proctor_testing_app_has (app, ATSPI_ROLE_LIST_ITEM, "Refund after 30 days"));
  proctor_testing_app_quit (app);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);

  g_test_add_func ("/journey/connect/keys", test_keys);
  g_test_add_func ("/journey/connect/change-key", test_change_key);
  g_test_add_func ("/journey/connect/remove", test_remove);

  return g_test_run ();
}
