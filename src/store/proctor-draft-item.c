/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-draft-item.h"

#include "proctor-test-item-private.h"
#include "proctor-wire-names.h"

#include <string.h>

/**
 * ProctorDraftItem:
 *
 * A draft of a test that isn't on the server: it is new, or somebody has deleted it there.
 */
struct _ProctorDraftItem
{
  GObject parent_instance;

  /* Owned */
  char *id;
  char *name;
  char *kind_name;

  gint64 changed_at;
  gboolean gone;
};

typedef enum
{
  PROP_NAME = 1,
  PROP_KIND_NAME,
} ProctorDraftItemProperty;

static GParamSpec *properties[PROP_KIND_NAME + 1];

G_DEFINE_FINAL_TYPE (ProctorDraftItem, proctor_draft_item, G_TYPE_OBJECT)

static void
proctor_draft_item_finalize (GObject *object)
{
  ProctorDraftItem *self = PROCTOR_DRAFT_ITEM (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->kind_name);

  G_OBJECT_CLASS (proctor_draft_item_parent_class)->finalize (object);
}

static void
proctor_draft_item_get_property (GObject *object,
                                 guint property_id,
                                 GValue *value,
                                 GParamSpec *pspec)
{
  ProctorDraftItem *self = PROCTOR_DRAFT_ITEM (object);

  switch ((ProctorDraftItemProperty) property_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_KIND_NAME:
      g_value_set_string (value, self->kind_name);
      break;
    }
}

static void
proctor_draft_item_class_init (ProctorDraftItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = proctor_draft_item_finalize;
  object_class->get_property = proctor_draft_item_get_property;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_KIND_NAME] = g_param_spec_string ("kind-name", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
proctor_draft_item_init (ProctorDraftItem *self)
{
}

/**
 * proctor_draft_item_new:
 * @id: what the draft is known by
 * @gone: whether the server had the test once
 *
 * Returns: (transfer full): the draft
 */
ProctorDraftItem *
proctor_draft_item_new (const char *id,
                        gboolean gone)
{
  ProctorDraftItem *self = g_object_new (PROCTOR_TYPE_DRAFT_ITEM, NULL);

  self->id = g_strdup (id);
  self->gone = gone;

  return self;
}

/**
 * proctor_draft_item_update:
 * @self: a draft
 * @name: (nullable): what the test is called
 * @kind_name: (nullable): its kind, in the API's word
 * @changed_at: when it was changed last, in seconds since 1970
 */
void
proctor_draft_item_update (ProctorDraftItem *self,
                           const char *name,
                           const char *kind_name,
                           gint64 changed_at)
{
  g_return_if_fail (PROCTOR_IS_DRAFT_ITEM (self));

  self->changed_at = changed_at;
  if (g_set_str (&self->name, name))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
  if (g_set_str (&self->kind_name, kind_name))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KIND_NAME]);
}

const char *
proctor_draft_item_get_id (ProctorDraftItem *self)
{
  g_return_val_if_fail (PROCTOR_IS_DRAFT_ITEM (self), NULL);

  return self->id;
}

const char *
proctor_draft_item_get_name (ProctorDraftItem *self)
{
  g_return_val_if_fail (PROCTOR_IS_DRAFT_ITEM (self), NULL);

  return self->name;
}

const char *
proctor_draft_item_get_kind_name (ProctorDraftItem *self)
{
  g_return_val_if_fail (PROCTOR_IS_DRAFT_ITEM (self), NULL);

  return self->kind_name;
}

/**
 * proctor_draft_item_get_kind:
 * @self: a draft
 *
 * Returns: the test's kind
 */
ProctorTestKind
proctor_draft_item_get_kind (ProctorDraftItem *self)
{
  g_return_val_if_fail (PROCTOR_IS_DRAFT_ITEM (self), PROCTOR_TEST_KIND_UNKNOWN);

  return self->kind_name != NULL ? proctor_wire_test_kind_from_name (self->kind_name) : PROCTOR_TEST_KIND_UNKNOWN;
}

gint64
proctor_draft_item_get_changed_at (ProctorDraftItem *self)
{
  g_return_val_if_fail (PROCTOR_IS_DRAFT_ITEM (self), 0);

  return self->changed_at;
}

/**
 * proctor_draft_item_is_gone:
 * @self: a draft
 *
 * Returns: whether the server had the test once, and has it no more
 */
gboolean
proctor_draft_item_is_gone (ProctorDraftItem *self)
{
  g_return_val_if_fail (PROCTOR_IS_DRAFT_ITEM (self), FALSE);

  return self->gone;
}

/**
 * proctor_draft_item_matches:
 * @self: a draft
 * @search: words
 *
 * Returns: whether each of the words is in its name, as the list of tests compares them
 */
gboolean
proctor_draft_item_matches (ProctorDraftItem *self,
                            const char *search)
{
  g_autoptr (GRefString) name = NULL;
  g_autoptr (GRefString) folded = NULL;
  g_auto (GStrv) words = NULL;

  g_return_val_if_fail (PROCTOR_IS_DRAFT_ITEM (self), FALSE);
  g_return_val_if_fail (search != NULL, FALSE);

  name = proctor_test_item_fold (self->name != NULL ? self->name : "");
  folded = proctor_test_item_fold (search);
  words = g_strsplit_set (folded, " \t\r\n\f\v", -1);
  for (gsize i = 0; words[i] != NULL; i++)
    if (strstr (name, words[i]) == NULL)
      return FALSE;

  return TRUE;
}
