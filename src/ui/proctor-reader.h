/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-reader-item.h"
#include "proctor-run.h"
#include "proctor-watcher.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_READER (proctor_reader_get_type ())

G_DECLARE_FINAL_TYPE (ProctorReader, proctor_reader, PROCTOR, READER, AdwBin)

GtkWidget *proctor_reader_new (void);

void proctor_reader_show (ProctorReader *self,
                          ProctorRun *run,
                          ProctorWatcher *watcher,
                          guint position);
GListModel *proctor_reader_get_items (ProctorReader *self);
void proctor_reader_go_to (ProctorReader *self,
                           guint position);
void proctor_reader_go_to_turn (ProctorReader *self,
                                ProctorReaderSection section,
                                guint number,
                                const char *words);
ProctorReaderItem *proctor_reader_get_current (ProctorReader *self);
void proctor_reader_search (ProctorReader *self,
                            const char *words);

G_END_DECLS
