/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-reader-item.h"

G_BEGIN_DECLS

char *proctor_transcript_markdown_dup_turn (ProctorReaderItem *item) G_GNUC_WARN_UNUSED_RESULT;
char *proctor_transcript_markdown_dup_all (GListModel *items) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
