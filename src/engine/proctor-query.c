/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-query.h"

#include "proctor-wire-text.h"

static gboolean
check_choice (ProctorCall *call,
              const char *path,
              const char *value,
              const char *const *choices)
{
  g_autofree char *joined = NULL;
  g_autofree char *message = NULL;

  if (choices == NULL || g_strv_contains (choices, value))
    return TRUE;

  joined = g_strjoinv ("', '", (char **) choices);
  message = g_strdup_printf ("Input should be '%s'", joined);
  proctor_call_add_problem (call, "enum", message, path);

  return FALSE;
}

/**
 * proctor_query_get_choice:
 * @call: a call
 * @name: a name
 * @choices: (array zero-terminated=1): what it may say
 * @fallback: (nullable): what it says if it isn't there
 *
 * Returns: (nullable): what it says; anything else is answered with what is wrong with it
 */
const char *
proctor_query_get_choice (ProctorCall *call,
                          const char *name,
                          const char *const *choices,
                          const char *fallback)
{
  const char *value = proctor_call_get_query (call, name);
  g_autofree char *path = g_strconcat ("query.", name, NULL);

  return value != NULL && check_choice (call, path, value, choices) ? value : fallback;
}

/**
 * proctor_query_dup_list:
 * @call: a call
 * @name: a name
 * @choices: (nullable) (array zero-terminated=1): what each may say, %NULL for anything
 *
 * Returns: (transfer full) (nullable): its values as a JSON array, which is what SQLite's
 *   json_each() wants; %NULL if there are none
 */
char *
proctor_query_dup_list (ProctorCall *call,
                        const char *name,
                        const char *const *choices)
{
  const char *const *values = proctor_call_get_query_list (call, name);
  g_autoptr (JsonArray) array = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (values == NULL)
    return NULL;

  array = json_array_new ();
  for (gsize i = 0; values[i] != NULL; i++)
    {
      g_autofree char *path = g_strdup_printf ("query.%s.%" G_GSIZE_FORMAT, name, i);

      if (check_choice (call, path, values[i], choices))
        json_array_add_string_element (array, values[i]);
    }
  node = json_node_init_array (json_node_alloc (), array);

  return proctor_wire_node_to_text (node);
}

/**
 * proctor_query_is_ascending:
 * @call: a call for a list
 *
 * Returns: whether it is wanted from the smallest to the greatest
 */
gboolean
proctor_query_is_ascending (ProctorCall *call)
{
  const char *const directions[] = { "asc", "desc", NULL };

  return g_str_equal (proctor_query_get_choice (call, "sort_direction", directions, "desc"), "asc");
}

/**
 * proctor_query_is_somebody_elses:
 * @call: a call for a list
 *
 * Returns: whether only what somebody else has made is wanted; here nobody else makes anything
 */
gboolean
proctor_query_is_somebody_elses (ProctorCall *call)
{
  const char *user_id = proctor_call_get_query (call, "created_by_user_id");

  return user_id != NULL && *user_id != '\0' && !g_str_equal (user_id, "@me") && !g_str_equal (user_id, "local");
}
