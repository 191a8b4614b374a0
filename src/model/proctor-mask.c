/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-mask.h"

#include "proctor-model-enums.h"

/**
 * ProctorMask:
 *
 * One thing that a conversation says of somebody, and what is to stand there instead. Wherever it
 * occurs it is replaced by the same, unless somebody switches it off. They may also have a better word for it.
 */
struct _ProctorMask
{
  GObject parent_instance;

  /* Owned */
  char *text;
  char *replacement;
  char *wording; /* (nullable): what somebody would rather have there */

  ProctorMaskKind kind;
  guint count;
  gboolean enabled;
};

typedef enum
{
  PROP_KIND = 1,
  PROP_TEXT,
  PROP_REPLACEMENT,
  PROP_WORDING,
  PROP_COUNT,
  PROP_ENABLED,
} ProctorMaskProperty;

static GParamSpec *properties[PROP_ENABLED + 1];

G_DEFINE_FINAL_TYPE (ProctorMask, proctor_mask, G_TYPE_OBJECT)

static void
proctor_mask_finalize (GObject *object)
{
  ProctorMask *self = PROCTOR_MASK (object);

  g_free (self->text);
  g_free (self->replacement);
  g_free (self->wording);

  G_OBJECT_CLASS (proctor_mask_parent_class)->finalize (object);
}

static void
proctor_mask_get_property (GObject *object,
                           guint property_id,
                           GValue *value,
                           GParamSpec *pspec)
{
  ProctorMask *self = PROCTOR_MASK (object);

  switch ((ProctorMaskProperty) property_id)
    {
    case PROP_KIND:
      g_value_set_enum (value, (int) self->kind);
      break;
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_REPLACEMENT:
      g_value_set_string (value, self->replacement);
      break;
    case PROP_WORDING:
      g_value_set_string (value, self->wording);
      break;
    case PROP_COUNT:
      g_value_set_uint (value, self->count);
      break;
    case PROP_ENABLED:
      g_value_set_boolean (value, self->enabled);
      break;
    }
}

static void
proctor_mask_set_property (GObject *object,
                           guint property_id,
                           const GValue *value,
                           GParamSpec *pspec)
{
  ProctorMask *self = PROCTOR_MASK (object);

  switch ((ProctorMaskProperty) property_id)
    {
    case PROP_ENABLED:
      proctor_mask_set_enabled (self, g_value_get_boolean (value));
      break;
    case PROP_WORDING:
      proctor_mask_set_wording (self, g_value_get_string (value));
      break;
    case PROP_KIND:
    case PROP_TEXT:
    case PROP_REPLACEMENT:
    case PROP_COUNT:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
proctor_mask_class_init (ProctorMaskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = proctor_mask_finalize;
  object_class->get_property = proctor_mask_get_property;
  object_class->set_property = proctor_mask_set_property;

  /**
   * ProctorMask:kind:
   *
   * What it says of somebody.
   */
  properties[PROP_KIND] = g_param_spec_enum ("kind", NULL, NULL, PROCTOR_TYPE_MASK_KIND, PROCTOR_MASK_NAME, flags);

  /**
   * ProctorMask:text:
   *
   * What stands there; of somebody who is named in several ways, the longest.
   */
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);

  /**
   * ProctorMask:replacement:
   *
   * What is to stand there.
   */
  properties[PROP_REPLACEMENT] = g_param_spec_string ("replacement", NULL, NULL, NULL, flags);

  /**
   * ProctorMask:wording:
   *
   * What somebody would rather have there than the replacement.
   */
  properties[PROP_WORDING] = g_param_spec_string ("wording", NULL, NULL, NULL, flags | G_PARAM_WRITABLE);

  /**
   * ProctorMask:count:
   *
   * How often it occurs in what is to be masked.
   */
  properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0, flags);

  /**
   * ProctorMask:enabled:
   *
   * Whether it is to be replaced.
   */
  properties[PROP_ENABLED] = g_param_spec_boolean ("enabled", NULL, NULL, TRUE, flags | G_PARAM_WRITABLE);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
proctor_mask_init (ProctorMask *self)
{
  self->enabled = TRUE;
}

/**
 * proctor_mask_new:
 * @kind: what it says of somebody
 * @text: what stands there
 * @replacement: what is to stand there
 *
 * Returns: (transfer full): what masks @text
 */
ProctorMask *
proctor_mask_new (ProctorMaskKind kind,
                  const char *text,
                  const char *replacement)
{
  ProctorMask *self = g_object_new (PROCTOR_TYPE_MASK, NULL);

  self->kind = kind;
  self->text = g_strdup (text);
  self->replacement = g_strdup (replacement);

  return self;
}

/**
 * proctor_mask_get_kind:
 * @self: a mask
 *
 * Returns: what it says of somebody
 */
ProctorMaskKind
proctor_mask_get_kind (ProctorMask *self)
{
  g_return_val_if_fail (PROCTOR_IS_MASK (self), PROCTOR_MASK_NAME);

  return self->kind;
}

/**
 * proctor_mask_get_text:
 * @self: a mask
 *
 * Returns: (transfer none): what stands there
 */
const char *
proctor_mask_get_text (ProctorMask *self)
{
  g_return_val_if_fail (PROCTOR_IS_MASK (self), NULL);

  return self->text;
}

/**
 * proctor_mask_set_text:
 * @self: a mask
 * @text: more of what stands there than was known before
 *
 * Says what it is that is masked.
 */
void
proctor_mask_set_text (ProctorMask *self,
                       const char *text)
{
  g_return_if_fail (PROCTOR_IS_MASK (self));

  if (g_set_str (&self->text, text))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

/**
 * proctor_mask_get_replacement:
 * @self: a mask
 *
 * Returns: (transfer none): what is to stand there
 */
const char *
proctor_mask_get_replacement (ProctorMask *self)
{
  g_return_val_if_fail (PROCTOR_IS_MASK (self), NULL);

  return self->replacement;
}

/**
 * proctor_mask_set_replacement:
 * @self: a mask
 * @replacement: what is to stand there
 *
 * Says what is to stand there, now that more is known of what does.
 */
void
proctor_mask_set_replacement (ProctorMask *self,
                              const char *replacement)
{
  g_return_if_fail (PROCTOR_IS_MASK (self));

  if (g_set_str (&self->replacement, replacement))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REPLACEMENT]);
}

/**
 * proctor_mask_get_wording:
 * @self: a mask
 *
 * Returns: (transfer none) (nullable): what somebody would rather have there than the replacement
 */
const char *
proctor_mask_get_wording (ProctorMask *self)
{
  g_return_val_if_fail (PROCTOR_IS_MASK (self), NULL);

  return self->wording;
}

/**
 * proctor_mask_set_wording:
 * @self: a mask
 * @wording: (nullable): what somebody would rather have there; nothing, or the replacement itself, for the replacement
 *
 * Says what is to stand there, however it was written where it is replaced.
 */
void
proctor_mask_set_wording (ProctorMask *self,
                          const char *wording)
{
  g_return_if_fail (PROCTOR_IS_MASK (self));

  if (wording != NULL && (wording[0] == '\0' || g_strcmp0 (wording, self->replacement) == 0))
    wording = NULL;
  if (g_set_str (&self->wording, wording))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORDING]);
}

/**
 * proctor_mask_get_count:
 * @self: a mask
 *
 * Returns: how often it occurs in what is to be masked
 */
guint
proctor_mask_get_count (ProctorMask *self)
{
  g_return_val_if_fail (PROCTOR_IS_MASK (self), 0);

  return self->count;
}

/**
 * proctor_mask_set_count:
 * @self: a mask
 * @count: how often it occurs
 *
 * Says how often it occurs in what is to be masked.
 */
void
proctor_mask_set_count (ProctorMask *self,
                        guint count)
{
  g_return_if_fail (PROCTOR_IS_MASK (self));

  if (self->count == count)
    return;

  self->count = count;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}

/**
 * proctor_mask_get_enabled:
 * @self: a mask
 *
 * Returns: whether it is to be replaced
 */
gboolean
proctor_mask_get_enabled (ProctorMask *self)
{
  g_return_val_if_fail (PROCTOR_IS_MASK (self), FALSE);

  return self->enabled;
}

/**
 * proctor_mask_set_enabled:
 * @self: a mask
 * @enabled: whether it is to be replaced
 *
 * Says whether it is to be replaced.
 */
void
proctor_mask_set_enabled (ProctorMask *self,
                          gboolean enabled)
{
  g_return_if_fail (PROCTOR_IS_MASK (self));

  enabled = enabled != FALSE;
  if (self->enabled == enabled)
    return;

  self->enabled = enabled;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENABLED]);
}
