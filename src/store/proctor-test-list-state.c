/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-test-list-private.h"

#include <string.h>

/* What a list shows, as a text that settings can keep. */

/* The properties that are kept; the restored ones are set in this order. */
static const char *const kept[] = {
  "folder-id",
  "kinds",
  "shared-with-me",
  "mine",
  "creator",
  "sort",
  "descending",
  "search",
};

static GVariant *
to_variant (const GValue *value)
{
  if (G_VALUE_HOLDS_STRING (value))
    return g_value_get_string (value) != NULL ? g_variant_new_string (g_value_get_string (value)) : NULL;
  if (G_VALUE_HOLDS_BOOLEAN (value))
    return g_variant_new_boolean (g_value_get_boolean (value));

  return g_variant_new_uint32 (g_value_get_uint (value));
}

/* Returns whether it is of the type that the property has. */
static gboolean
from_variant (GVariant *variant,
              GValue *value)
{
  if (G_VALUE_HOLDS_STRING (value) && g_variant_is_of_type (variant, G_VARIANT_TYPE_STRING))
    g_value_set_string (value, g_variant_get_string (variant, NULL));
  else if (G_VALUE_HOLDS_BOOLEAN (value) && g_variant_is_of_type (variant, G_VARIANT_TYPE_BOOLEAN))
    g_value_set_boolean (value, g_variant_get_boolean (variant));
  else if (G_VALUE_HOLDS_UINT (value) && g_variant_is_of_type (variant, G_VARIANT_TYPE_UINT32))
    g_value_set_uint (value, g_variant_get_uint32 (variant));
  else
    return FALSE;

  return TRUE;
}

/**
 * proctor_test_list_dup_state_text:
 * @self: a list
 *
 * Returns: (transfer full): folder, search, filters and order, for proctor_test_list_restore()
 */
char *
proctor_test_list_dup_state_text (ProctorTestList *self)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  g_autoptr (GVariant) variant = NULL;

  g_return_val_if_fail (PROCTOR_IS_TEST_LIST (self), NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;
      GVariant *member;

      g_object_get_property (G_OBJECT (self), kept[i], &value);
      member = to_variant (&value);
      if (member != NULL)
        g_variant_dict_insert_value (&dict, kept[i], member);
    }
  variant = g_variant_ref_sink (g_variant_dict_end (&dict));

  return g_variant_print (variant, TRUE);
}

/**
 * proctor_test_list_restore:
 * @self: a list
 * @text: (nullable): what proctor_test_list_dup_state_text() has returned
 *
 * Shows the same again. What is missing from @text, or is not what it should be, is as in a new
 * list.
 */
void
proctor_test_list_restore (ProctorTestList *self,
                           const char *text)
{
  g_autoptr (GVariant) variant = NULL;

  g_return_if_fail (PROCTOR_IS_TEST_LIST (self));

  if (text != NULL)
    variant = g_variant_parse (G_VARIANT_TYPE_VARDICT, text, NULL, NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      GParamSpec *property = g_object_class_find_property (G_OBJECT_GET_CLASS (self), kept[i]);
      g_autoptr (GVariant) member = variant != NULL ? g_variant_lookup_value (variant, kept[i], NULL) : NULL;
      g_auto (GValue) value = G_VALUE_INIT;

      g_value_init (&value, property->value_type);
      if (member == NULL || !from_variant (member, &value) || g_param_value_validate (property, &value))
        g_param_value_set_default (property, &value);
      g_object_set_property (G_OBJECT (self), kept[i], &value);
    }
}
