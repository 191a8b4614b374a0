/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-written-transcript.h"

G_BEGIN_DECLS

gboolean proctor_transcript_text_looks_like (const char *text);
ProctorWrittenTranscript *proctor_transcript_text_read (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *proctor_transcript_text_write (GListModel *turns);

G_END_DECLS
