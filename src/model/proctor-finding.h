/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-record.h"
#include "proctor-severity.h"
#include "proctor-test.h"

G_BEGIN_DECLS

/* The finding is about the record as a whole, or about a list as a whole. */
#define PROCTOR_FINDING_WHOLE G_MAXUINT

/**
 * ProctorFindingFacts:
 * @rule: the id of the rule
 * @severity: how bad it is
 * @record: (nullable): what it is about
 * @field: which of its properties, or %PROCTOR_FINDING_WHOLE
 * @index: which of the texts, where the property is a list of them, or %PROCTOR_FINDING_WHOLE
 * @subject: (nullable): the thing that it names, where one property can have several
 * @where: (nullable): the place in words, such as "Turn 3"
 * @message: a sentence
 *
 * What a finding is made of.
 */
typedef struct
{
  const char *rule;
  ProctorSeverity severity;
  ProctorRecord *record;
  guint field;
  guint index;
  const char *subject;
  const char *where;
  const char *message;
} ProctorFindingFacts;

#define PROCTOR_TYPE_FINDING (proctor_finding_get_type ())

G_DECLARE_FINAL_TYPE (ProctorFinding, proctor_finding, PROCTOR, FINDING, GObject)

ProctorFinding *proctor_finding_new (const ProctorFindingFacts *facts);

const char *proctor_finding_get_rule (ProctorFinding *self);
ProctorSeverity proctor_finding_get_severity (ProctorFinding *self);
ProctorRecord *proctor_finding_get_record (ProctorFinding *self);
guint proctor_finding_get_field (ProctorFinding *self);
guint proctor_finding_get_index (ProctorFinding *self);
const char *proctor_finding_get_subject (ProctorFinding *self);
const char *proctor_finding_get_where (ProctorFinding *self);
const char *proctor_finding_get_message (ProctorFinding *self);

gboolean proctor_finding_is_same (ProctorFinding *self,
                                  ProctorFinding *other);
char *proctor_finding_dup_place (ProctorFinding *self,
                                 ProctorTest *test);

G_END_DECLS
