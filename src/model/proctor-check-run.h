/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the rules of proctor-checks.c share while a test is checked.
 */

#pragma once

#include "proctor-check-context.h"
#include "proctor-finding.h"
#include "proctor-test-kind.h"
#include "proctor-test.h"
#include "proctor-turn.h"

G_BEGIN_DECLS

/**
 * ProctorCheckRun:
 * @test: what is checked
 * @context: what is known beside it
 * @kind: the test's kind
 * @rule: the rule whose turn it is
 * @severity: how bad its findings are
 * @findings: what has been found
 *
 * A check of a test.
 */
typedef struct
{
  ProctorTest *test;
  ProctorCheckContext *context;
  ProctorTestKind kind;
  const char *rule;
  ProctorSeverity severity;
  GPtrArray *findings;
} ProctorCheckRun;

void proctor_check_run_add (ProctorCheckRun *run,
                            gpointer record,
                            guint field,
                            char *where,
                            char *message);
void proctor_check_run_add_about (ProctorCheckRun *run,
                                  gpointer record,
                                  guint field,
                                  guint index,
                                  const char *subject,
                                  char *where,
                                  char *message);
void proctor_check_run_add_to_test (ProctorCheckRun *run,
                                    guint field,
                                    const char *message);

gboolean proctor_check_is_blank (const char *text);
gboolean proctor_check_looks_like_json (const char *text);
gpointer proctor_check_dup_item (GListModel *list,
                                 guint position,
                                 GType type);
char *proctor_check_dup_turn (guint position);
char *proctor_check_dup_short (const char *text);
char *proctor_check_dup_tool_name (ProctorCheckRun *run,
                                   const char *id);

G_END_DECLS
