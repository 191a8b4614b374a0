/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define PROCTOR_TYPE_RUN_TEST (proctor_run_test_get_type ())

G_DECLARE_FINAL_TYPE (ProctorRunTest, proctor_run_test, PROCTOR, RUN_TEST, GObject)

ProctorRunTest *proctor_run_test_new (const char *id,
                                      const char *name,
                                      const char *node_id);

const char *proctor_run_test_get_id (ProctorRunTest *self);
const char *proctor_run_test_get_name (ProctorRunTest *self);
const char *proctor_run_test_get_node_id (ProctorRunTest *self);
const char *proctor_run_test_get_given_node_id (ProctorRunTest *self);

/* For the plan that it is in. */
void proctor_run_test_set_node_id (ProctorRunTest *self,
                                   const char *node_id);

G_END_DECLS
