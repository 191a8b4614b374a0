/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-place.h"
#include "proctor-testing.h"
#include "proctor-ui-enums.h"

static void
test_both_ways (void)
{
  g_autoptr (GEnumClass) places = g_type_class_ref (PROCTOR_TYPE_PLACE);

  for (guint i = 0; i < places->n_values; i++)
    {
      ProctorPlace place = (ProctorPlace) places->values[i].value;

      g_assert_cmpint (proctor_place_from_nick (proctor_place_get_nick (place)), ==, place);
    }
}

/* Settings that another version wrote may name a place that this one does not have. */
static void
test_unknown (void)
{
  g_assert_cmpint (proctor_place_from_nick ("dungeon"), ==, PROCTOR_PLACE_TESTS);
  g_assert_cmpint (proctor_place_from_nick (""), ==, PROCTOR_PLACE_TESTS);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/place/both-ways", test_both_ways);
  g_test_add_func ("/place/unknown", test_unknown);

  return g_test_run ();
}
