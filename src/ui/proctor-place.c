/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-place.h"
#include "proctor-ui-enums.h"

/**
 * proctor_place_get_nick:
 * @place: a place
 *
 * Returns: the name by which settings, actions and stack pages call @place
 */
const char *
proctor_place_get_nick (ProctorPlace place)
{
  g_autoptr (GEnumClass) places = g_type_class_ref (PROCTOR_TYPE_PLACE);

  return g_enum_get_value (places, place)->value_nick;
}

/**
 * proctor_place_from_nick:
 * @nick: a name of a place, perhaps one that another version wrote
 *
 * Returns: the place, the tests where there is none of that name
 */
ProctorPlace
proctor_place_from_nick (const char *nick)
{
  g_autoptr (GEnumClass) places = g_type_class_ref (PROCTOR_TYPE_PLACE);
  GEnumValue *value = g_enum_get_value_by_nick (places, nick);

  return value != NULL ? (ProctorPlace) value->value : PROCTOR_PLACE_TESTS;
}
