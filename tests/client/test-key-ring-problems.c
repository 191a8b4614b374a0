/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing.h"
#include "testing-key-ring.h"

#include <signal.h>
#include <sys/prctl.h>

/* What can be wrong with a key ring. Each is tried in a process of its own, because a process has
 * one session bus for life. */

#define SECRETS_NAME "org.freedesktop.secrets"
#define SECRETS_PATH "/org/freedesktop/secrets"
#define PROMPTER_NAME "org.gnome.keyring.SystemPrompter"

static void
count_cb (GObject *object,
          GParamSpec *pspec,
          gpointer user_data)
{
  guint *count = user_data;

  (*count)++;
}

/* Runs the test in a process of its own, whose output must not have a key in it. Returns whether
 * this is that process. */
static gboolean
enter_own_process (void)
{
  if (g_test_subprocess ())
    return TRUE;

  g_test_trap_subprocess (NULL, 120 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stdout_unmatched ("*" KEY_START "*");
  g_test_trap_assert_stderr_unmatched ("*" KEY_START "*");

  return FALSE;
}

static void
assert_held_in_memory (const char *expected)
{
  g_autoptr (ProctorKeyRing) ring = proctor_key_ring_new ();
  guint problems = 0;
  guint changes = 0;

  g_signal_connect (ring, "notify::problem", G_CALLBACK (count_cb), &problems);
  g_signal_connect (ring, "notify::in-memory", G_CALLBACK (count_cb), &changes);

  testing_assert_key (ring, "one", NULL);
  testing_assert_problem (ring, expected);
  g_assert_false (proctor_key_ring_get_in_memory (ring));
  g_assert_cmpuint (problems, ==, 1);

  testing_assert_store (ring, "one", "Acme", KEY);
  g_assert_true (proctor_key_ring_get_in_memory (ring));
  g_assert_cmpuint (changes, ==, 1);
  testing_assert_problem (ring, expected);
  testing_assert_store (ring, "two", "Acme", OTHER_KEY);
  testing_assert_key (ring, "one", KEY);
  testing_assert_key (ring, "two", OTHER_KEY);
  testing_assert_store (ring, "one", "Acme", OTHER_KEY);
  testing_assert_key (ring, "one", OTHER_KEY);
  g_assert_cmpuint (changes, ==, 1);

  testing_assert_clear (ring, "one");
  testing_assert_key (ring, "two", OTHER_KEY);
  g_assert_true (proctor_key_ring_get_in_memory (ring));
  testing_assert_problem (ring, expected);
  testing_assert_store (ring, "two", "Acme", "");
  testing_assert_well (ring);
  g_assert_cmpuint (changes, ==, 2);
}

static void
test_no_bus (void)
{
  if (!enter_own_process ())
    return;

  g_setenv ("G_MESSAGES_DEBUG", "all", TRUE);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  assert_held_in_memory ("There is no key ring in which keys could be kept (");
}

/* A session bus of our own that starts no services. GTestDBus would wait for libsecret to let go of
 * the bus, and it never does. */
typedef struct
{
  GSubprocess *bus;
  GDBusConnection *other;
  GSubprocess *daemon;
  char *address;
  char *home;
} Session;

static const char bus_config[] = "<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\""
                                 " \"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">\n"
                                 "<busconfig>\n"
                                 "  <type>session</type>\n"
                                 "  <listen>unix:tmpdir=/tmp</listen>\n"
                                 "  <policy context=\"default\">\n"
                                 "    <allow send_destination=\"*\" eavesdrop=\"true\"/>\n"
                                 "    <allow eavesdrop=\"true\"/>\n"
                                 "    <allow own=\"*\"/>\n"
                                 "  </policy>\n"
                                 "</busconfig>\n";

/* A test that fails leaves no bus behind; whoever is on the bus ends with it. */
static void
end_with_parent_cb (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

static GDBusConnection *
connect_other (Session *session)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *connection = g_dbus_connection_new_for_address_sync (session->address,
                                                                        G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                                        NULL, NULL, &error);

  g_assert_no_error (error);

  return connection;
}

static void
session_init (Session *session)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *config = NULL;
  g_autofree char *option = NULL;

  session->home = proctor_testing_make_folder ();
  config = g_build_filename (session->home, "bus.conf", NULL);
  option = g_strconcat ("--config-file=", config, NULL);
  g_file_set_contents (config, bus_config, -1, &error);
  g_assert_no_error (error);

  g_subprocess_launcher_set_child_setup (launcher, end_with_parent_cb, NULL, NULL);
  session->bus = g_subprocess_launcher_spawn (launcher, &error, "dbus-daemon", "--nofork", "--print-address", option, NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (session->bus));
  session->address = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (session->address);

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", session->address, TRUE);
  session->other = connect_other (session);
}

static void
end_process (GSubprocess *process)
{
  g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, NULL);
  g_object_unref (process);
}

static void
session_clear (Session *session)
{
  g_autoptr (GDBusConnection) connection = NULL;

  if (session->bus == NULL)
    return;

  /* By default the process would end with its bus. */
  connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  if (connection != NULL)
    g_dbus_connection_set_exit_on_close (connection, FALSE);

  g_clear_pointer (&session->daemon, end_process);
  g_clear_object (&session->other);
  g_clear_pointer (&session->bus, end_process);
  g_clear_pointer (&session->address, g_free);
  proctor_testing_remove_folder (session->home);
  g_clear_pointer (&session->home, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Session, session_clear)

static GDBusMessage *
swallow_cb (GDBusConnection *connection,
            GDBusMessage *message,
            gboolean incoming,
            gpointer user_data)
{
  int *swallowed = user_data;

  if (!incoming || g_dbus_message_get_message_type (message) != G_DBUS_MESSAGE_TYPE_METHOD_CALL)
    return message;

  g_atomic_int_inc (swallowed);
  g_object_unref (message);

  return NULL;
}

static void
tell_client (GDBusConnection *connection,
             GDBusMessage *message,
             const char *method,
             GVariant *arguments)
{
  const char *path;

  g_variant_get_child (g_dbus_message_get_body (message), 0, "&o", &path);
  g_dbus_connection_call (connection, g_dbus_message_get_sender (message), path, "org.gnome.keyring.internal.Prompter.Callback", method,
                          arguments, NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL, NULL);
}

/* The system's dialog for the password, at which nobody looks: it opens and closes when it is told
 * to. It counts as swallowed once it is open. */
static GDBusMessage *
prompt_cb (GDBusConnection *connection,
           GDBusMessage *message,
           gboolean incoming,
           gpointer user_data)
{
  int *swallowed = user_data;
  g_autoptr (GDBusMessage) reply = NULL;
  const char *member = g_dbus_message_get_member (message);

  if (!incoming || g_dbus_message_get_message_type (message) != G_DBUS_MESSAGE_TYPE_METHOD_CALL)
    return message;

  reply = g_dbus_message_new_method_reply (message);
  g_dbus_connection_send_message (connection, reply, G_DBUS_SEND_MESSAGE_FLAGS_NONE, NULL, NULL);

  if (g_str_equal (member, "BeginPrompting"))
    tell_client (connection, message, "PromptReady", g_variant_new ("(sa{sv}s)", "", NULL, ""));
  else if (g_str_equal (member, "StopPrompting"))
    tell_client (connection, message, "PromptDone", NULL);
  else if (g_str_equal (member, "PerformPrompt"))
    g_atomic_int_inc (swallowed);
  g_object_unref (message);

  return NULL;
}

static gboolean
has_swallowed (gpointer user_data)
{
  int *swallowed = user_data;

  return g_atomic_int_get (swallowed) > 0;
}

/* Takes @name and counts in @swallowed who calls. */
static void
answer_to (GDBusConnection *connection,
           const char *name,
           GDBusMessageFilterFunction filter,
           int *swallowed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = NULL;

  g_dbus_connection_add_filter (connection, filter, swallowed, NULL);
  reply = g_dbus_connection_call_sync (connection, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
                                       g_variant_new ("(su)", name, 4U), G_VARIANT_TYPE ("(u)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
has_passed (gpointer user_data)
{
  gint64 *moment = user_data;

  return g_get_monotonic_time () >= *moment;
}

/* The first call has to get as far as the one that does not answer, and the others wait for it. */
static void
assert_cancelling_helps (int *swallowed)
{
  ProctorKeyRing *ring = proctor_key_ring_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) load_error = NULL;
  g_autoptr (GError) store_error = NULL;
  g_autoptr (GError) clear_error = NULL;
  g_auto (TestingCall) load = { 0 };
  g_auto (TestingCall) store = { 0 };
  g_auto (TestingCall) clear = { 0 };
  gint64 begin;
  gint64 later;

  proctor_key_ring_load_async (ring, "kept", cancellable, testing_call_cb, &load);
  proctor_key_ring_store_async (ring, "kept", "Acme", OTHER_KEY, cancellable, testing_call_cb, &store);
  proctor_key_ring_clear_async (ring, "kept", cancellable, testing_call_cb, &clear);
  proctor_testing_wait_for ("a call that nobody answers", has_swallowed, swallowed);
  g_assert_null (load.result);

  begin = g_get_monotonic_time ();
  g_cancellable_cancel (cancellable);
  testing_call_wait (&load);
  testing_call_wait (&store);
  testing_call_wait (&clear);
  /* D-Bus itself would give up after 25 seconds. */
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 10 * G_USEC_PER_SEC);

  g_assert_null (proctor_key_ring_load_finish (ring, load.result, &load_error));
  testing_assert_cancelled (load_error);
  g_assert_false (proctor_key_ring_store_finish (ring, store.result, &store_error));
  testing_assert_cancelled (store_error);
  g_assert_false (proctor_key_ring_clear_finish (ring, clear.result, &clear_error));
  testing_assert_cancelled (clear_error);
  testing_assert_well (ring);

  /* Nobody hears of it a second time, whatever still becomes of it. */
  g_object_unref (ring);
  later = g_get_monotonic_time () + G_USEC_PER_SEC / 2;
  proctor_testing_wait_for ("half a second", has_passed, &later);
  g_assert_cmpuint (load.times + store.times + clear.times, ==, 3);
}

/* The service has the name and does not answer. */
static void
test_silent_service (void)
{
  g_auto (Session) session = { 0 };
  int swallowed = 0;

  if (!enter_own_process ())
    return;

  session_init (&session);
  answer_to (session.other, SECRETS_NAME, swallow_cb, &swallowed);
  assert_cancelling_helps (&swallowed);
}

static void
test_no_service (void)
{
  g_auto (Session) session = { 0 };

  if (!enter_own_process ())
    return;

  session_init (&session);
  assert_held_in_memory ("There is no key ring in which keys could be kept (");
}

static gboolean
has_key_ring (gpointer user_data)
{
  Session *session = user_data;
  g_autoptr (GVariant) reply = g_dbus_connection_call_sync (session->other, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameHasOwner",
                                                            g_variant_new ("(s)", SECRETS_NAME), G_VARIANT_TYPE ("(b)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  gboolean owned = FALSE;

  if (reply != NULL)
    g_variant_get (reply, "(b)", &owned);

  return owned;
}

/* A key ring that is real, unlocked and empty. */
static void
start_key_ring (Session *session)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_setenv (launcher, "HOME", session->home, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", session->home, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_RUNTIME_DIR", session->home, TRUE);
  g_subprocess_launcher_unsetenv (launcher, "GNOME_KEYRING_CONTROL");
  session->daemon = g_subprocess_launcher_spawn (launcher, &error, "gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets", NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8_async (session->daemon, "test", NULL, NULL, NULL);
  proctor_testing_wait_for ("the key ring to start", has_key_ring, session);
}

/* The same with a key in it, and then it is locked. */
static void
start_locked_key_ring (Session *session)
{
  g_autoptr (ProctorKeyRing) ring = proctor_key_ring_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = NULL;
  const char *paths[] = { SECRETS_PATH "/aliases/default", NULL };

  start_key_ring (session);
  testing_assert_store (ring, "kept", "Acme", KEY);
  testing_assert_well (ring);

  reply = g_dbus_connection_call_sync (session->other, SECRETS_NAME, SECRETS_PATH, "org.freedesktop.Secret.Service", "Lock",
                                       g_variant_new ("(^ao)", paths), G_VARIANT_TYPE ("(aoo)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

/* Several who want it opened at the same time get their answers. */
static void
assert_all_answered (ProctorKeyRing *ring)
{
  TestingCall calls[5] = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    proctor_key_ring_load_async (ring, "kept", NULL, testing_call_cb, &calls[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autoptr (GError) error = NULL;

      testing_call_wait (&calls[i]);
      g_assert_null (proctor_key_ring_load_finish (ring, calls[i].result, &error));
      g_assert_no_error (error);
      testing_call_clear (&calls[i]);
    }
}

/* Nobody is there who could ask for the password, which the key ring takes for a dismissal. */
static void
test_locked (void)
{
  g_auto (Session) session = { 0 };
  g_autoptr (ProctorKeyRing) ring = NULL;
  g_autoptr (GError) error = NULL;

  if (!enter_own_process ())
    return;

  session_init (&session);
  start_locked_key_ring (&session);

  ring = proctor_key_ring_new ();
  assert_all_answered (ring);
  testing_assert_problem (ring, "The key ring is locked.");
  g_assert_false (proctor_key_ring_get_in_memory (ring));
  testing_assert_store (ring, "kept", "Acme", OTHER_KEY);
  g_assert_true (proctor_key_ring_get_in_memory (ring));
  testing_assert_problem (ring, "The key ring is locked.");
  testing_assert_key (ring, "kept", OTHER_KEY);

  g_assert_false (testing_clear (ring, "kept", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  testing_assert_sentence (error->message, "still in it");
  g_assert_false (proctor_key_ring_get_in_memory (ring));
}

/* Somebody is asked for the password, and does not answer. */
static void
test_unanswered_prompt (void)
{
  g_auto (Session) session = { 0 };
  g_autoptr (GDBusConnection) prompter = NULL;
  int swallowed = 0;

  if (!enter_own_process ())
    return;

  session_init (&session);
  start_locked_key_ring (&session);
  prompter = connect_other (&session);
  answer_to (prompter, PROMPTER_NAME, prompt_cb, &swallowed);
  assert_cancelling_helps (&swallowed);

  /* Taking the dialog away would have crashed it. */
  g_assert_true (has_key_ring (&session));
}

/* The key ring came back: what is stored again is no longer only in memory. */
static void
test_recovery (void)
{
  g_auto (Session) session = { 0 };
  g_autoptr (ProctorKeyRing) ring = NULL;

  if (!enter_own_process ())
    return;

  session_init (&session);
  ring = proctor_key_ring_new ();
  testing_assert_store (ring, "one", "Acme", KEY);
  testing_assert_store (ring, "two", "Acme", OTHER_KEY);
  testing_assert_problem (ring, "There is no key ring");

  start_key_ring (&session);
  testing_assert_store (ring, "one", "Acme", KEY);
  g_assert_true (proctor_key_ring_get_in_memory (ring));
  testing_assert_problem (ring, "There is no key ring");
  testing_assert_key (ring, "two", OTHER_KEY);
  testing_assert_store (ring, "two", "Acme", OTHER_KEY);
  testing_assert_well (ring);
  testing_assert_key (ring, "one", KEY);
  testing_assert_key (ring, "two", OTHER_KEY);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);

  g_test_add_func ("/key-ring-problems/no-bus", test_no_bus);
  g_test_add_func ("/key-ring-problems/no-service", test_no_service);
  g_test_add_func ("/key-ring-problems/silent-service", test_silent_service);
  g_test_add_func ("/key-ring-problems/locked", test_locked);
  g_test_add_func ("/key-ring-problems/unanswered-prompt", test_unanswered_prompt);
  g_test_add_func ("/key-ring-problems/recovery", test_recovery);

  return g_test_run ();
}
