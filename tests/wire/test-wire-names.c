/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-model-enums.h"
#include "proctor-testing.h"
#include "proctor-wire-names.h"

/* Every kind that the model knows has a name that leads back to it. */
static void
test_both_ways (void)
{
  g_autoptr (GEnumClass) kinds = g_type_class_ref (PROCTOR_TYPE_TEST_KIND);

  for (guint i = 0; i < kinds->n_values; i++)
    {
      ProctorTestKind kind = (ProctorTestKind) kinds->values[i].value;
      const char *name = proctor_wire_test_kind_get_name (kind);

      g_assert_cmpint (proctor_wire_test_kind_from_name (name), ==, kind);
      g_assert_true ((name == NULL) == (kind == PROCTOR_TEST_KIND_UNKNOWN));
    }
}

static void
test_run_name (void)
{
  g_assert_cmpint (proctor_wire_test_kind_from_name ("tool_call"), ==, PROCTOR_TEST_KIND_TOOL);
}

static void
test_unknown (void)
{
  const char *names[] = { NULL, "", "LLM", "llm ", "voice" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpint (proctor_wire_test_kind_from_name (names[i]), ==, PROCTOR_TEST_KIND_UNKNOWN);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/wire-names/both-ways", test_both_ways);
  g_test_add_func ("/wire-names/run-name", test_run_name);
  g_test_add_func ("/wire-names/unknown", test_unknown);

  return g_test_run ();
}
