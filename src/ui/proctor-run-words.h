/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-run-setup.h"

G_BEGIN_DECLS

char *proctor_run_words_dup_total (ProctorRunSetup *setup);
char *proctor_run_words_dup_estimate (ProctorRunSetup *setup);
char *proctor_run_words_dup_node (ProctorRunSetup *setup,
                                  ProctorRunTest *test);

G_END_DECLS
