/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-connect-dialog.h"
#include "proctor-testing-server.h"
#include "proctor-testing.h"
#include "testing-desk.h"

#include <string.h>

#define TESTS "/v1/convai/agent-testing"
#define NO_TESTS "{\"tests\": [], \"has_more\": false}"

typedef struct
{
  TestingDesk base;
  ProctorTestingServer *server;
  AdwDialog *dialog;
  ProctorWorkspace *connected;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  testing_desk_set_up (&fixture->base, data);
  fixture->server = proctor_testing_server_new ();
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  g_clear_object (&fixture->connected);
  if (fixture->dialog != NULL)
    adw_dialog_force_close (fixture->dialog);
  proctor_testing_assert_finalized (g_steal_pointer (&fixture->dialog));
  testing_desk_tear_down (&fixture->base, data);
  g_clear_object (&fixture->server);
}

static gpointer
get_child (Fixture *fixture,
           const char *name)
{
  GObject *child = gtk_widget_get_template_child (GTK_WIDGET (fixture->dialog), PROCTOR_TYPE_CONNECT_DIALOG, name);

  g_assert_nonnull (child);

  return child;
}

static void
connected_cb (AdwDialog *dialog,
              ProctorWorkspace *workspace,
              Fixture *fixture)
{
  g_set_object (&fixture->connected, workspace);
}

static void
present (Fixture *fixture,
         AdwDialog *dialog)
{
  fixture->dialog = g_object_ref_sink (dialog);
  g_signal_connect (dialog, "connected", G_CALLBACK (connected_cb), fixture);
  adw_dialog_present (dialog, NULL);
  proctor_testing_wait_for ("the dialog", testing_desk_is_mapped, dialog);
}

static void
choose_other_server (Fixture *fixture,
                     const char *base_url)
{
  AdwComboRow *servers = get_child (fixture, "server_row");

  adw_combo_row_set_selected (servers, g_list_model_get_n_items (adw_combo_row_get_model (servers)) - 1);
  g_assert_true (gtk_widget_get_visible (get_child (fixture, "base_url_row")));
  gtk_editable_set_text (get_child (fixture, "base_url_row"), base_url);
}

static void
open_dialog (Fixture *fixture,
             const char *base_url,
             const char *key)
{
  present (fixture, proctor_connect_dialog_new (fixture->base.desk));
  choose_other_server (fixture, base_url);
  gtk_editable_set_text (get_child (fixture, "name_row"), "Work");
  gtk_editable_set_text (get_child (fixture, "key_row"), key);
}

/* As the Enter key does it. */
static void
press_enter (Fixture *fixture)
{
  g_assert_true (gtk_widget_is_sensitive (get_child (fixture, "connect_button")));
  g_assert_true (gtk_widget_activate (adw_dialog_get_default_widget (fixture->dialog)));
}

static gboolean
has_verdict (gpointer user_data)
{
  Fixture *fixture = user_data;

  return gtk_widget_get_visible (get_child (fixture, "verdict_group")) && !gtk_widget_get_visible (get_child (fixture, "verdict_spinner"));
}

static gboolean
is_connected (gpointer user_data)
{
  return ((Fixture *) user_data)->connected != NULL;
}

static gboolean
has_no_key (gpointer user_data)
{
  return *gtk_editable_get_text (get_child (user_data, "key_row")) == '\0';
}

static const char *
get_verdict (Fixture *fixture)
{
  return adw_preferences_row_get_title (get_child (fixture, "verdict_row"));
}

static guint
count_workspaces (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (proctor_desk_get_workspaces (fixture->base.desk)));
}

static void
test_works (Fixture *fixture,
            gconstpointer data)
{
  g_autoptr (GPtrArray) requests = NULL;
  const ProctorTestingRequest *request;

  proctor_testing_server_answer (fixture->server, "GET", TESTS, &(ProctorTestingAnswer) { .body = NO_TESTS });
  /* Who copies a key copies what is around it, too. */
  open_dialog (fixture, proctor_testing_server_get_url (fixture->server), "  sk_good\n");
  press_enter (fixture);
  proctor_testing_wait_for ("the workspace", is_connected, fixture);

  g_assert_cmpstr (proctor_workspace_get_name (fixture->connected), ==, "Work");
  g_assert_cmpuint (count_workspaces (fixture), ==, 1);
  g_assert_cmpstr (gtk_editable_get_text (get_child (fixture, "key_row")), ==, "");
  requests = proctor_testing_server_dup_requests (fixture->server);
  request = g_ptr_array_index (requests, 0);
  g_assert_cmpstr (proctor_testing_request_get_header (request, "xi-api-key"), ==, "sk_good");
}

/* Each kind of refusal has words of its own, and nothing is kept. */
static void
test_refused (Fixture *fixture,
              gconstpointer data)
{
  const struct
  {
    ProctorTestingAnswer answer;
    const char *title;
    const char *message;
    gboolean can_save;
  } cases[] = {
    { { .status = 401, .body = "{\"detail\": {\"status\": \"invalid_api_key\", \"message\": \"Invalid API key\"}}" }, "The Key Is Wrong", "know this key", FALSE },
    { { .status = 401, .body = "{\"detail\": {\"status\": \"missing_permissions\", \"message\": \"The API key you used is missing the permission convai_read to execute this operation.\"}}" }, "The Key May Not Read Tests", "convai_read", FALSE },
    { { .body = "<html>", .content_type = "text/html" }, "Not a Server for Proctor", "/v1", FALSE },
    { { .fault = PROCTOR_TESTING_FAULT_DROP }, "The Server Can't Be Reached", "", TRUE },
  };

  open_dialog (fixture, proctor_testing_server_get_url (fixture->server), "sk_key");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      proctor_testing_server_reset (fixture->server);
      for (guint j = 0; j < 8; j++)
        proctor_testing_server_answer (fixture->server, "GET", TESTS, &cases[i].answer);
      press_enter (fixture);
      proctor_testing_wait_for ("the verdict", has_verdict, fixture);

      g_assert_cmpstr (get_verdict (fixture), ==, cases[i].title);
      g_assert_nonnull (strstr (adw_action_row_get_subtitle (get_child (fixture, "verdict_row")), cases[i].message));
      g_assert_cmpint (gtk_widget_get_visible (get_child (fixture, "save_anyway_row")), ==, cases[i].can_save);
      g_assert_null (fixture->connected);
      g_assert_cmpuint (count_workspaces (fixture), ==, 0);

      /* What is typed now has not been tried. */
      gtk_editable_set_text (get_child (fixture, "key_row"), "sk_another");
      g_assert_false (gtk_widget_get_visible (get_child (fixture, "verdict_group")));
    }
}

static void
test_save_anyway (Fixture *fixture,
                  gconstpointer data)
{
  open_dialog (fixture, "http://127.0.0.1:9", "sk_key");
  press_enter (fixture);
  proctor_testing_wait_for ("the verdict", has_verdict, fixture);
  g_assert_true (gtk_widget_get_visible (get_child (fixture, "save_anyway_row")));

  g_signal_emit_by_name (get_child (fixture, "save_anyway_row"), "activated");
  proctor_testing_wait_for ("the workspace", is_connected, fixture);
  g_assert_cmpuint (count_workspaces (fixture), ==, 1);
}

/* An address that can't be one is told of before anything is sent. */
static void
test_bad_address (Fixture *fixture,
                  gconstpointer data)
{
  open_dialog (fixture, "http://example.com", "sk_key");
  press_enter (fixture);
  proctor_testing_wait_for ("the verdict", has_verdict, fixture);
  g_assert_cmpstr (get_verdict (fixture), ==, "This Can't Be Tried");
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "save_anyway_row")));
  g_assert_null (fixture->connected);
}

/* Closed while it is still being tried, it leaves nothing behind. */
static void
test_cancel (Fixture *fixture,
             gconstpointer data)
{
  proctor_testing_server_answer (fixture->server, "GET", TESTS, &(ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_STALL });
  open_dialog (fixture, proctor_testing_server_get_url (fixture->server), "sk_key");
  press_enter (fixture);
  proctor_testing_server_wait_requests (fixture->server, 1);
  g_assert_false (gtk_widget_is_sensitive (get_child (fixture, "connect_button")));

  adw_dialog_close (fixture->dialog);
  proctor_testing_wait_for ("the key to be wiped", has_no_key, fixture);
  g_assert_null (fixture->connected);
  g_assert_cmpuint (count_workspaces (fixture), ==, 0);
}

/* The name follows the server until somebody has typed one, and is not that of another. */
static void
test_name (Fixture *fixture,
           gconstpointer data)
{
  testing_desk_add (&fixture->base, "ElevenLabs", proctor_testing_server_get_url (fixture->server));
  present (fixture, proctor_connect_dialog_new (fixture->base.desk));
  g_assert_cmpstr (gtk_editable_get_text (get_child (fixture, "name_row")), ==, "ElevenLabs 2");
  g_assert_false (gtk_widget_is_sensitive (get_child (fixture, "connect_button")));

  adw_combo_row_set_selected (get_child (fixture, "server_row"), 2);
  g_assert_cmpstr (gtk_editable_get_text (get_child (fixture, "name_row")), ==, "ElevenLabs, EU");
  gtk_editable_set_text (get_child (fixture, "name_row"), "Mine");
  adw_combo_row_set_selected (get_child (fixture, "server_row"), 3);
  g_assert_cmpstr (gtk_editable_get_text (get_child (fixture, "name_row")), ==, "Mine");
}

static void
test_change_key (Fixture *fixture,
                 gconstpointer data)
{
  ProctorWorkspace *workspace = testing_desk_add (&fixture->base, "Work <1>", proctor_testing_server_get_url (fixture->server));

  proctor_testing_server_answer (fixture->server, "GET", TESTS, &(ProctorTestingAnswer) { .body = NO_TESTS });
  present (fixture, proctor_connect_dialog_new_for_key (fixture->base.desk, workspace));
  g_assert_cmpstr (adw_dialog_get_title (fixture->dialog), ==, "Change Key");
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "where_group")));
  gtk_editable_set_text (get_child (fixture, "key_row"), "sk_new");
  press_enter (fixture);
  proctor_testing_wait_for ("the new key", is_connected, fixture);
  g_assert_true (fixture->connected == workspace);
  g_assert_cmpuint (count_workspaces (fixture), ==, 1);
}

static void
add_tests (void)
{
#define ADD(name, function) g_test_add ("/connect-dialog/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("works", test_works);
  ADD ("refused", test_refused);
  ADD ("save-anyway", test_save_anyway);
  ADD ("bad-address", test_bad_address);
  ADD ("cancel", test_cancel);
  ADD ("name", test_name);
  ADD ("change-key", test_change_key);
#undef ADD
}

int
main (int argc,
      char **argv)
{
  return testing_desk_run (&argc, &argv, add_tests);
}
