/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing-server-private.h"

/* Certificates are made for each server by the openssl program, because GIO can read but not sign
 * them, and because one that was committed would run out one day. */

/* Runs "openssl req" for a certificate in @path, with its key beside it. */
static void
make_pair (const char *path,
           const char *const *options)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *key = g_strconcat (path, ".key", NULL);
  g_autofree char *complaints = NULL;
  g_auto (GStrv) arguments = NULL;

  /* The machine's own configuration would add extensions that are not asked for here. */
  g_strv_builder_add_many (builder, "openssl", "req", "-x509", "-config", "/dev/null",
                           "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc",
                           "-keyout", key, "-out", path, NULL);
  g_strv_builder_addv (builder, (const char **) options);
  arguments = g_strv_builder_end (builder);

  process = g_subprocess_newv ((const char *const *) arguments,
                               G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                               &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &complaints, &error);
  g_assert_no_error (error);
  if (!g_subprocess_get_successful (process))
    g_error ("openssl made no certificate: %s", complaints);
}

/**
 * proctor_testing_certificate_make:
 * @kind: what it should be worth
 * @folder: where to put the files
 * @ca_file: (out): where the authority's certificate is, whether it signed this one or not
 *
 * Returns: (transfer full): a new certificate with its key
 */
GTlsCertificate *
proctor_testing_certificate_make (ProctorTestingCertificate kind,
                                  const char *folder,
                                  char **ca_file)
{
  g_autoptr (GStrvBuilder) options = g_strv_builder_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *authority = g_build_filename (folder, "authority.pem", NULL);
  g_autofree char *authority_key = g_strconcat (authority, ".key", NULL);
  g_autofree char *path = g_build_filename (folder, "server.pem", NULL);
  g_autofree char *key = g_strconcat (path, ".key", NULL);
  const char *const authority_options[] = {
    "-subj", "/CN=Proctor tests",
    "-days", "2",
    "-addext", "basicConstraints=critical,CA:TRUE",
    "-addext", "keyUsage=critical,keyCertSign",
    NULL
  };
  g_auto (GStrv) server_options = NULL;
  GTlsCertificate *certificate;

  make_pair (authority, authority_options);

  g_strv_builder_add_many (options, "-subj", "/CN=localhost",
                           "-addext", "basicConstraints=critical,CA:FALSE", NULL);
  if (kind != PROCTOR_TESTING_CERTIFICATE_SELF_SIGNED)
    g_strv_builder_add_many (options, "-CA", authority, "-CAkey", authority_key, NULL);
  if (kind == PROCTOR_TESTING_CERTIFICATE_EXPIRED)
    g_strv_builder_add_many (options, "-not_before", "20200101000000Z", "-not_after", "20200102000000Z", NULL);
  else
    g_strv_builder_add_many (options, "-days", "2", NULL);
  if (kind == PROCTOR_TESTING_CERTIFICATE_WRONG_HOST)
    g_strv_builder_add_many (options, "-addext", "subjectAltName=DNS:elsewhere.example", NULL);
  else
    g_strv_builder_add_many (options, "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", NULL);
  server_options = g_strv_builder_end (options);
  make_pair (path, (const char *const *) server_options);

  certificate = g_tls_certificate_new_from_files (path, key, &error);
  g_assert_no_error (error);
  *ca_file = g_steal_pointer (&authority);

  return certificate;
}
