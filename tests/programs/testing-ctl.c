/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "testing-ctl.h"

#include "proctor-testing-contract.h"
#include "proctor-testing.h"

#include <string.h>

void
testing_ctl_result_clear (TestingCtlResult *result)
{
  g_clear_pointer (&result->output, g_free);
  g_clear_pointer (&result->errors, g_free);
}

void
testing_ctl_set_up (TestingCtl *ctl,
                    gconstpointer user_data)
{
  /* Where a Flatpak is built it has its id already, and not yet the folder in which its programs meet. */
  const char *const unset[] = { "ELEVENLABS_API_KEY", "NO_COLOR", "DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "G_MESSAGES_DEBUG", "FLATPAK_ID" };

  ctl->server = proctor_testing_server_new ();
  ctl->environment = g_get_environ ();
  for (gsize i = 0; i < G_N_ELEMENTS (unset); i++)
    ctl->environment = g_environ_unsetenv (ctl->environment, unset[i]);
  testing_ctl_set (ctl, "PROCTOR_BASE_URL", proctor_testing_server_get_url (ctl->server));
  testing_ctl_set (ctl, "PROCTOR_API_KEY", TESTING_CTL_KEY);
  testing_ctl_set (ctl, "LC_ALL", "C.UTF-8");
  testing_ctl_set (ctl, "LANGUAGE", "C");
  testing_ctl_set (ctl, "TZ", "UTC");
}

/* Whatever a test is about, proctorctl asks for nothing that the API doesn't know. */
static void
check_requests (ProctorTestingServer *server)
{
  g_autoptr (ProctorTestingContract) contract = proctor_testing_contract_load ();
  g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (server);

  for (guint i = 0; contract != NULL && i < requests->len; i++)
    {
      const ProctorTestingRequest *request = g_ptr_array_index (requests, i);
      g_autofree char *text = g_strndup (g_bytes_get_data (request->body, NULL), g_bytes_get_size (request->body));
      g_autoptr (JsonNode) body = *text != '\0' ? json_from_string (text, NULL) : NULL;
      g_autoptr (GError) error = NULL;

      proctor_testing_contract_check_query (contract, request->method, request->path, request->query, &error);
      g_assert_no_error (error);
      proctor_testing_contract_check_request (contract, request->method, request->path, body, &error);
      g_assert_no_error (error);
    }
}

void
testing_ctl_tear_down (TestingCtl *ctl,
                       gconstpointer user_data)
{
  if (ctl->server != NULL)
    check_requests (ctl->server);
  g_clear_object (&ctl->server);
  g_clear_pointer (&ctl->environment, g_strfreev);
}

/**
 * testing_ctl_set:
 * @ctl: a proctorctl
 * @variable: an environment variable
 * @value: (nullable): its value
 */
void
testing_ctl_set (TestingCtl *ctl,
                 const char *variable,
                 const char *value)
{
  if (value != NULL)
    ctl->environment = g_environ_setenv (ctl->environment, variable, value, TRUE);
  else
    ctl->environment = g_environ_unsetenv (ctl->environment, variable);
}

/**
 * testing_ctl_answer:
 * @ctl: a proctorctl
 * @method: the HTTP method
 * @path: the path
 * @status: the HTTP status, 0 for 200
 * @body: (nullable): the body; without one the connection is dropped
 */
void
testing_ctl_answer (TestingCtl *ctl,
                    const char *method,
                    const char *path,
                    guint status,
                    const char *body)
{
  const ProctorTestingAnswer answer = {
    .status = status,
    .body = body,
    .fault = body != NULL ? PROCTOR_TESTING_FAULT_NONE : PROCTOR_TESTING_FAULT_DROP,
  };

  proctor_testing_server_answer (ctl->server, method, path, &answer);
}

/**
 * testing_ctl_spawn:
 * @ctl: a proctorctl
 * @command: its arguments, as in a shell
 *
 * Returns: (transfer full): the process
 */
GSubprocess *
testing_ctl_spawn (TestingCtl *ctl,
                   const char *command)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autofree char *line = g_strdup_printf ("proctorctl %s", command);
  g_auto (GStrv) argv = NULL;
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_shell_parse_argv (line, NULL, &argv, &error);
  g_assert_no_error (error);
  g_set_str (&argv[0], g_getenv ("PROCTOR_TEST_PROGRAM"));
  g_subprocess_launcher_set_environ (launcher, ctl->environment);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, &error);
  g_assert_no_error (error);

  return process;
}

/**
 * testing_ctl_finish:
 * @process: (transfer full): a process
 *
 * Waits for the end. Whatever it was about, the key is nowhere, and no sequence that a terminal
 * would obey.
 *
 * Returns: what became of it
 */
TestingCtlResult
testing_ctl_finish (GSubprocess *process)
{
  g_autoptr (GSubprocess) owned = process;
  g_autoptr (GError) error = NULL;
  TestingCtlResult result = { 0 };

  g_subprocess_communicate_utf8 (owned, NULL, NULL, &result.output, &result.errors, &error);
  g_assert_no_error (error);
  g_test_message ("stdout:\n%s", result.output);
  g_test_message ("stderr:\n%s", result.errors);
  g_assert_true (g_subprocess_get_if_exited (owned));
  result.status = g_subprocess_get_exit_status (owned);

  g_assert_null (strstr (result.output, TESTING_CTL_KEY));
  g_assert_null (strstr (result.errors, TESTING_CTL_KEY));
  g_assert_null (strpbrk (result.output, "\033\a\b\r\177"));
  g_assert_null (strpbrk (result.errors, "\033\a\b\r\177"));
  g_assert_null (strstr (result.output, "\302\233"));
  g_assert_null (strstr (result.errors, "\302\233"));

  return result;
}

TestingCtlResult
testing_ctl_run (TestingCtl *ctl,
                 const char *command)
{
  return testing_ctl_finish (testing_ctl_spawn (ctl, command));
}

void
testing_ctl_assert_contains (const char *text,
                             const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("There is no “%s” in:\n%s", part, text);
}

/**
 * testing_ctl_parse:
 * @result: what became of a call with --json
 *
 * Returns: (transfer full): what it wrote
 */
JsonNode *
testing_ctl_parse (const TestingCtlResult *result)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (result->output, &error);

  g_assert_no_error (error);
  g_assert_nonnull (node);
  g_assert_true (g_str_has_suffix (result->output, "\n"));

  return node;
}

/**
 * testing_ctl_count:
 * @ctl: a proctorctl
 * @method: an HTTP method
 * @path: a path
 *
 * Returns: how often that was asked
 */
guint
testing_ctl_count (TestingCtl *ctl,
                   const char *method,
                   const char *path)
{
  g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (ctl->server);
  guint n = 0;

  for (guint i = 0; i < requests->len; i++)
    {
      const ProctorTestingRequest *request = g_ptr_array_index (requests, i);

      n += g_str_equal (request->method, method) && g_str_equal (request->path, path);
    }

  return n;
}

const ProctorTestingRequest *
testing_ctl_get_request (GPtrArray *requests,
                         guint i)
{
  g_assert_cmpuint (requests->len, >, i);

  return g_ptr_array_index (requests, i);
}
