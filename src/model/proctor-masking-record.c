/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-masking-private.h"

#include "proctor-record-storage.h"

#include <string.h>

static void scan_record (ProctorMasking *self,
                         ProctorMaskingDeed deed,
                         ProctorRecord *record);

/* What names a thing or a way to do something, and never a person. To mask a part of an identifier would
 * only break what it identifies. */
static gboolean
is_identifier (const ProctorField *field)
{
  static const char *const names[] = {
    "id", "kind", "role", "tool-name", "tool-names", "method", "path", "pattern", "status", "result-type", "language", "source-medium", "llm-override", "producing-llm",
    "evaluation-model", "simulated-user-model", "environment", "simulation-environment", "conversation-initiation-source", "voice-label", "integration-type",
    "approval-policy", "mcp-server-name", "mcp-tool-name", "mcp-tool-description", "error-type", "mocking-strategy", "fallback-strategy", "call-successful", "main-language", NULL
  };

  return g_strv_contains (names, field->name) || g_str_has_suffix (field->name, "-id") || g_str_has_suffix (field->name, "-ids");
}

static char *
scan (ProctorMasking *self,
      ProctorMaskingDeed deed,
      const char *text,
      const char *key)
{
  const ProctorMaskingPlace place = { .key = key, .is_variable = key != NULL };

  return text != NULL ? proctor_masking_scan (self, deed, text, strlen (text), &place) : NULL;
}

/* A dynamic variable is JSON, most often a string all by itself. */
static char *
scan_value (ProctorMasking *self,
            ProctorMaskingDeed deed,
            const char *json,
            const char *key)
{
  g_autofree char *array = NULL;
  g_autofree char *masked = NULL;
  gsize length;

  if (json == NULL)
    return NULL;

  /* In an array it is what is looked for in JSON: a string in brackets. */
  array = g_strconcat ("[", json, "]", NULL);
  masked = scan (self, deed, array, key);
  if (masked == NULL)
    return NULL;
  length = strlen (masked);

  return g_strndup (masked + 1, length - 2);
}

static void
scan_string (ProctorMasking *self,
             ProctorMaskingDeed deed,
             ProctorRecord *record,
             guint field,
             const char *key)
{
  gboolean is_json = PROCTOR_RECORD_GET_CLASS (record)->fields[field].kind == PROCTOR_FIELD_JSON;
  const char *text = proctor_record_get_string (record, field);
  g_autofree char *masked = is_json ? scan_value (self, deed, text, key) : scan (self, deed, text, key);

  if (masked != NULL)
    proctor_record_set_string (record, field, masked);
}

static void
scan_strings (ProctorMasking *self,
              ProctorMaskingDeed deed,
              ProctorRecord *record,
              guint field)
{
  const char *const *texts = proctor_record_get_strings (record, field);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) strings = NULL;
  gboolean is_changed = FALSE;

  for (gsize i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      g_autofree char *masked = scan (self, deed, texts[i], NULL);

      g_strv_builder_add (builder, masked != NULL ? masked : texts[i]);
      is_changed = is_changed || masked != NULL;
    }
  if (!is_changed)
    return;

  strings = g_strv_builder_end (builder);
  proctor_record_set_strings (record, field, (const char *const *) strings);
}

static void
scan_list (ProctorMasking *self,
           ProctorMaskingDeed deed,
           GListModel *list)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (ProctorRecord) record = g_list_model_get_item (list, i);

      scan_record (self, deed, record);
    }
}

static void
scan_field (ProctorMasking *self,
            ProctorMaskingDeed deed,
            ProctorRecord *record,
            guint field,
            const char *key)
{
  const ProctorField *what = &PROCTOR_RECORD_GET_CLASS (record)->fields[field];
  const char *kept = proctor_record_get_kept (record, field);
  ProctorRecord *child;

  if (is_identifier (what))
    return;
  if (kept != NULL)
    {
      char *masked = scan_value (self, deed, kept, key);

      if (masked != NULL)
        proctor_record_keep (record, field, masked);

      return;
    }

  switch (what->kind)
    {
    case PROCTOR_FIELD_STRING:
    case PROCTOR_FIELD_JSON:
      scan_string (self, deed, record, field, key);
      break;
    case PROCTOR_FIELD_STRINGS:
      scan_strings (self, deed, record, field);
      break;
    case PROCTOR_FIELD_RECORD:
      child = proctor_record_get_record (record, field);
      if (child != NULL)
        scan_record (self, deed, child);
      break;
    case PROCTOR_FIELD_LIST:
    case PROCTOR_FIELD_MAP:
      scan_list (self, deed, proctor_record_get_list (record, field));
      break;
    case PROCTOR_FIELD_KEY:
    case PROCTOR_FIELD_INT:
    case PROCTOR_FIELD_DOUBLE:
    case PROCTOR_FIELD_BOOL:
      break;
    }
}

/* What nobody knows may name somebody as well. */
static void
scan_extras (ProctorMasking *self,
             ProctorMaskingDeed deed,
             ProctorRecord *record)
{
  char *masked = scan (self, deed, proctor_record_get_extras (record), NULL);

  if (masked != NULL)
    proctor_record_keep_extras (record, g_steal_pointer (&masked));
}

static void
scan_record (ProctorMasking *self,
             ProctorMaskingDeed deed,
             ProctorRecord *record)
{
  ProctorRecordClass *klass = PROCTOR_RECORD_GET_CLASS (record);
  gboolean has_key = klass->n_fields > 0 && klass->fields[0].kind == PROCTOR_FIELD_KEY;
  g_autofree char *key = has_key ? g_strdup (proctor_record_get_string (record, 0)) : NULL;

  for (guint i = 0; i < klass->n_fields; i++)
    scan_field (self, deed, record, i, key);
  scan_extras (self, deed, record);
}

/**
 * proctor_masking_find_in_record:
 * @self: a masking
 * @record: a conversation, a test, …
 *
 * Finds what is to be masked in all that @record says, but for what only names things.
 */
void
proctor_masking_find_in_record (ProctorMasking *self,
                                ProctorRecord *record)
{
  g_return_if_fail (PROCTOR_IS_MASKING (self));
  g_return_if_fail (PROCTOR_IS_RECORD (record));

  scan_record (self, PROCTOR_MASKING_FIND, record);
}

/**
 * proctor_masking_count_in_record:
 * @self: a masking
 * @record: a conversation, a test, …
 *
 * Counts anew how often what was found occurs in @record.
 */
void
proctor_masking_count_in_record (ProctorMasking *self,
                                 ProctorRecord *record)
{
  GListModel *masks;

  g_return_if_fail (PROCTOR_IS_MASKING (self));
  g_return_if_fail (PROCTOR_IS_RECORD (record));

  masks = proctor_masking_get_masks (self);
  for (guint i = 0; i < g_list_model_get_n_items (masks); i++)
    {
      g_autoptr (ProctorMask) mask = g_list_model_get_item (masks, i);

      proctor_mask_set_count (mask, 0);
    }
  scan_record (self, PROCTOR_MASKING_COUNT, record);
}

/**
 * proctor_masking_mask_record:
 * @self: a masking
 * @record: a conversation, a test, …
 *
 * Masks what was found, here or anywhere else, in all that @record says.
 */
void
proctor_masking_mask_record (ProctorMasking *self,
                             ProctorRecord *record)
{
  g_return_if_fail (PROCTOR_IS_MASKING (self));
  g_return_if_fail (PROCTOR_IS_RECORD (record));

  scan_record (self, PROCTOR_MASKING_REPLACE, record);
}
