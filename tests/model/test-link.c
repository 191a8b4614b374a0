/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-link.h"
#include "proctor-testing.h"

static void
test_good (void)
{
  const struct
  {
    const char *text;
    ProctorLinkKind kind;
    const char *workspace_id;
    const char *id;
    const char *run_id;
  } links[] = {
    { "proctor://test/test_1", PROCTOR_LINK_TEST, NULL, "test_1", NULL },
    { "PROCTOR://test/7f3a-2.b~c", PROCTOR_LINK_TEST, NULL, "7f3a-2.b~c", NULL },
    { "proctor://test/test_1?workspace=local", PROCTOR_LINK_TEST, "local", "test_1", NULL },
    { "proctor://run/suite_1", PROCTOR_LINK_RUN, NULL, "suite_1", NULL },
    { "proctor://run/suite_1/run_2", PROCTOR_LINK_RUN, NULL, "suite_1", "run_2" },
    { "proctor://run/suite_1/run_2?workspace=w-1", PROCTOR_LINK_RUN, "w-1", "suite_1", "run_2" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (links); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ProctorLink) link = proctor_link_parse (links[i].text, &error);

      g_assert_no_error (error);
      g_assert_nonnull (link);
      g_assert_cmpint ((int) proctor_link_get_kind (link), ==, (int) links[i].kind);
      g_assert_cmpstr (proctor_link_get_workspace_id (link), ==, links[i].workspace_id);
      g_assert_cmpstr (proctor_link_get_id (link), ==, links[i].id);
      g_assert_cmpstr (proctor_link_get_run_id (link), ==, links[i].run_id);
    }
}

static void
assert_bad (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorLink) link = proctor_link_parse (text, &error);

  if (link != NULL)
    g_error ("“%s” was taken for a link", text);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

/* There is nothing that could be run, saved, or connected to, however it is written. */
static void
test_bad (void)
{
  const char *const texts[] = {
    "",
    "proctor",
    "proctor:",
    "proctor://",
    "proctor:test/test_1",
    "proctor:///test/test_1",
    "proctor://test",
    "proctor://test/",
    "proctor://test//test_1",
    "proctor://test/test_1/",
    "proctor://test/test_1/run",
    "proctor://test/..",
    "proctor://test/../run/suite_1",
    "proctor://test/.hidden",
    "proctor://run/",
    "proctor://run/suite_1/",
    "proctor://run/suite_1/run_1/again",
    "proctor://agent/agent_1",
    "proctor://connect/https://example.org",
    "proctor://example.org/test/test_1",
    "proctor://user:key@test/test_1",
    "proctor://@test/test_1",
    "proctor://test:8080/test_1",
    "proctor://test/test_1#run",
    "proctor://test/test_1?",
    "proctor://test/test_1?run=now",
    "proctor://test/test_1?workspace=",
    "proctor://test/test_1?workspace=a&workspace=b",
    "proctor://test/test_1?workspace=a&base_url=https://example.org",
    "proctor://test/test_1?workspace=../local",
    "proctor://test/test%5F1",
    "proctor://test/test%2f..%2f1",
    "proctor://test/%00",
    "proctor://test/test 1",
    " proctor://test/test_1",
    "proctor://test/test_1\n",
    "proctor://test/tést",
    "proctor://test/\xff\xfe",
    "proctor://test/<b>",
    "proctor://test/a'b\"c",
    "https://test/test_1",
    "file:///etc/passwd",
    "javascript:alert(1)",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_bad (texts[i]);
}

static void
test_long (void)
{
  g_autofree char *id = g_strnfill (200, 'a');
  g_autofree char *longer = g_strnfill (201, 'a');
  g_autofree char *longest = g_strnfill (1 << 20, 'a');
  g_autofree char *good = g_strconcat ("proctor://run/", id, "/", id, "?workspace=", id, NULL);
  g_autofree char *bad = g_strconcat ("proctor://test/", longer, NULL);
  g_autofree char *huge = g_strconcat ("proctor://test/a?workspace=", longest, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorLink) link = proctor_link_parse (good, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (proctor_link_get_run_id (link), ==, id);
  assert_bad (bad);
  assert_bad (huge);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/link/good", test_good);
  g_test_add_func ("/link/bad", test_bad);
  g_test_add_func ("/link/long", test_long);

  return g_test_run ();
}
