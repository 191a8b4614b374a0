/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-finding.h"

#include "proctor-model-enums.h"

/**
 * ProctorFinding:
 *
 * Something that a rule has to say of a test: how bad it is, a sentence for a person, and what it is about,
 * both as the record itself and in words. It never changes. Another check makes new ones, and which of them
 * is one that was there before is told by proctor_finding_is_same().
 */
struct _ProctorFinding
{
  GObject parent_instance;

  /* Owned */
  char *subject;
  char *where;
  char *message;
  ProctorRecord *record;

  /* Borrowed */
  const char *rule;

  ProctorSeverity severity;
  guint field;
  guint index;
};

G_DEFINE_FINAL_TYPE (ProctorFinding, proctor_finding, G_TYPE_OBJECT)

typedef enum
{
  PROP_RULE = 1,
  PROP_SEVERITY,
  PROP_RECORD,
  PROP_FIELD,
  PROP_WHERE,
  PROP_MESSAGE,
} ProctorFindingProperty;

static GParamSpec *properties[PROP_MESSAGE + 1];

static void
proctor_finding_get_property (GObject *object,
                              guint property_id,
                              GValue *value,
                              GParamSpec *pspec)
{
  ProctorFinding *self = PROCTOR_FINDING (object);

  switch ((ProctorFindingProperty) property_id)
    {
    case PROP_RULE:
      g_value_set_string (value, self->rule);
      break;
    case PROP_SEVERITY:
      g_value_set_enum (value, (int) self->severity);
      break;
    case PROP_RECORD:
      g_value_set_object (value, self->record);
      break;
    case PROP_FIELD:
      g_value_set_uint (value, self->field);
      break;
    case PROP_WHERE:
      g_value_set_string (value, self->where);
      break;
    case PROP_MESSAGE:
      g_value_set_string (value, self->message);
      break;
    }
}

static void
proctor_finding_finalize (GObject *object)
{
  ProctorFinding *self = PROCTOR_FINDING (object);

  g_free (self->subject);
  g_free (self->where);
  g_free (self->message);
  g_clear_object (&self->record);

  G_OBJECT_CLASS (proctor_finding_parent_class)->finalize (object);
}

static void
proctor_finding_class_init (ProctorFindingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = proctor_finding_get_property;
  object_class->finalize = proctor_finding_finalize;

  properties[PROP_RULE] = g_param_spec_string ("rule", NULL, NULL, NULL, flags);
  properties[PROP_SEVERITY] = g_param_spec_enum ("severity", NULL, NULL, PROCTOR_TYPE_SEVERITY, PROCTOR_SEVERITY_ERROR, flags);
  properties[PROP_RECORD] = g_param_spec_object ("record", NULL, NULL, PROCTOR_TYPE_RECORD, flags);
  properties[PROP_FIELD] = g_param_spec_uint ("field", NULL, NULL, 0, G_MAXUINT, PROCTOR_FINDING_WHOLE, flags);
  properties[PROP_WHERE] = g_param_spec_string ("where", NULL, NULL, NULL, flags);
  properties[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
proctor_finding_init (ProctorFinding *self)
{
  self->field = PROCTOR_FINDING_WHOLE;
  self->index = PROCTOR_FINDING_WHOLE;
}

/**
 * proctor_finding_new:
 * @facts: what it is made of
 *
 * Returns: (transfer full): a finding
 */
ProctorFinding *
proctor_finding_new (const ProctorFindingFacts *facts)
{
  ProctorFinding *self;

  g_return_val_if_fail (facts != NULL && facts->rule != NULL && facts->message != NULL, NULL);

  self = g_object_new (PROCTOR_TYPE_FINDING, NULL);
  self->rule = g_intern_string (facts->rule);
  self->severity = facts->severity;
  g_set_object (&self->record, facts->record);
  self->field = facts->field;
  self->index = facts->index;
  self->subject = g_strdup (facts->subject);
  self->where = g_strdup (facts->where);
  self->message = g_strdup (facts->message);

  return self;
}

const char *
proctor_finding_get_rule (ProctorFinding *self)
{
  g_return_val_if_fail (PROCTOR_IS_FINDING (self), NULL);

  return self->rule;
}

ProctorSeverity
proctor_finding_get_severity (ProctorFinding *self)
{
  g_return_val_if_fail (PROCTOR_IS_FINDING (self), PROCTOR_SEVERITY_HINT);

  return self->severity;
}

/**
 * proctor_finding_get_record:
 * @self: a finding
 *
 * Returns: (transfer none) (nullable): what it is about: the test, or a record somewhere in it
 */
ProctorRecord *
proctor_finding_get_record (ProctorFinding *self)
{
  g_return_val_if_fail (PROCTOR_IS_FINDING (self), NULL);

  return self->record;
}

/**
 * proctor_finding_get_field:
 * @self: a finding
 *
 * Returns: which property of the record, as in PROCTOR_TURN_FIELD_MESSAGE, or %PROCTOR_FINDING_WHOLE
 */
guint
proctor_finding_get_field (ProctorFinding *self)
{
  g_return_val_if_fail (PROCTOR_IS_FINDING (self), PROCTOR_FINDING_WHOLE);

  return self->field;
}

/**
 * proctor_finding_get_index:
 * @self: a finding
 *
 * Returns: which of the texts, where the property is a list of texts, or %PROCTOR_FINDING_WHOLE
 */
guint
proctor_finding_get_index (ProctorFinding *self)
{
  g_return_val_if_fail (PROCTOR_IS_FINDING (self), PROCTOR_FINDING_WHOLE);

  return self->index;
}

/**
 * proctor_finding_get_subject:
 * @self: a finding
 *
 * Returns: (nullable): the name of the thing that is missing or wrong, such as that of a variable
 */
const char *
proctor_finding_get_subject (ProctorFinding *self)
{
  g_return_val_if_fail (PROCTOR_IS_FINDING (self), NULL);

  return self->subject;
}

/**
 * proctor_finding_get_where:
 * @self: a finding
 *
 * Returns: (nullable): the place in words, %NULL where the sentence says enough
 */
const char *
proctor_finding_get_where (ProctorFinding *self)
{
  g_return_val_if_fail (PROCTOR_IS_FINDING (self), NULL);

  return self->where;
}

const char *
proctor_finding_get_message (ProctorFinding *self)
{
  g_return_val_if_fail (PROCTOR_IS_FINDING (self), NULL);

  return self->message;
}

/**
 * proctor_finding_is_same:
 * @self: a finding
 * @other: another, of a later check of the same test
 *
 * Two findings are the same if the same rule says them of the same thing. The sentence may be another: it
 * often tells what was typed.
 *
 * Returns: whether they are
 */
gboolean
proctor_finding_is_same (ProctorFinding *self,
                         ProctorFinding *other)
{
  g_return_val_if_fail (PROCTOR_IS_FINDING (self), FALSE);
  g_return_val_if_fail (PROCTOR_IS_FINDING (other), FALSE);

  return self->rule == other->rule && self->record == other->record && self->field == other->field && self->index == other->index && g_strcmp0 (self->subject, other->subject) == 0;
}
