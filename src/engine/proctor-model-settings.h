/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-database.h"

G_BEGIN_DECLS

/**
 * ProctorModelSettings:
 * @address: (nullable): where the models are, %NULL for the built-in one
 * @model: (nullable): which of them to ask
 *
 * What is kept of where the models are. The key is not.
 */
typedef struct
{
  char *address;
  char *model;
} ProctorModelSettings;

ProctorModelSettings *proctor_model_settings_new (const char *address,
                                                  const char *model);
void proctor_model_settings_free (ProctorModelSettings *settings);
gboolean proctor_model_settings_equal (const ProctorModelSettings *one,
                                       const ProctorModelSettings *other);

gpointer proctor_model_settings_read (ProctorDatabase *database,
                                      gpointer data,
                                      GError **error);
void proctor_model_settings_write (ProctorDatabase *database,
                                   const ProctorModelSettings *settings);
gpointer proctor_model_settings_write_models (ProctorDatabase *database,
                                              gpointer data,
                                              GError **error);

G_END_DECLS
