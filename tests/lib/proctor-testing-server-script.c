/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing-server-private.h"

/* So many spaces are written at a time. */
#define PADDING_CHUNK (64 * 1024)

/* What a server says that speaks something else. */
static const char garbage[] = "\x16\x03\x01\xff SSH-2.0 220 * OK ready\n\r\n\r\n";

/* Compresses while it writes, so that a body may be far larger than memory. */
static GBytes *
make_body (const ProctorTestingAnswer *told)
{
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) output = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *spaces = g_strnfill (PADDING_CHUNK, ' ');
  const char *body = told->body != NULL ? told->body : "";
  gsize length = told->length != 0 ? told->length : strlen (body);

  if (told->bytes != NULL)
    body = g_bytes_get_data (told->bytes, &length);

  if (told->gzip)
    {
      g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, -1);

      output = g_converter_output_stream_new (memory, G_CONVERTER (compressor));
    }
  else
    output = g_object_ref (memory);

  g_output_stream_write_all (output, body, length, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint64 left = told->padding; left > 0; left -= MIN (left, PADDING_CHUNK))
    {
      g_output_stream_write_all (output, spaces, MIN (left, PADDING_CHUNK), NULL, NULL, &error);
      g_assert_no_error (error);
    }
  g_output_stream_close (output, NULL, &error);
  g_assert_no_error (error);

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

ProctorTestingScript *
proctor_testing_script_new (const ProctorTestingAnswer *told)
{
  ProctorTestingScript *script = g_new0 (ProctorTestingScript, 1);

  script->status = told->status != 0 ? told->status : SOUP_STATUS_OK;
  script->body = make_body (told);
  script->content_type = g_strdup (told->content_type != NULL ? told->content_type : "application/json");
  script->headers = g_strdupv ((char **) told->headers);
  script->delay_msecs = told->delay_msecs;
  script->fault = told->fault;
  script->gzip = told->gzip;
  script->close = told->close;

  return script;
}

ProctorTestingScript *
proctor_testing_script_copy (const ProctorTestingScript *script)
{
  ProctorTestingScript *copy = g_memdup2 (script, sizeof *script);

  copy->body = g_bytes_ref (script->body);
  copy->content_type = g_strdup (script->content_type);
  copy->headers = g_strdupv (script->headers);

  return copy;
}

void
proctor_testing_script_free (ProctorTestingScript *script)
{
  g_bytes_unref (script->body);
  g_free (script->content_type);
  g_strfreev (script->headers);
  g_free (script);
}

/**
 * proctor_testing_script_give:
 * @script: an answer without a fault
 * @message: what it answers
 *
 * Makes @script the response that libsoup writes.
 */
void
proctor_testing_script_give (const ProctorTestingScript *script,
                             SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_server_message_set_status (message, script->status, NULL);
  if (script->status != SOUP_STATUS_NO_CONTENT)
    {
      soup_message_headers_set_content_type (headers, script->content_type, NULL);
      if (g_bytes_get_size (script->body) > 0)
        soup_message_body_append_bytes (soup_server_message_get_response_body (message), script->body);
      if (script->gzip)
        soup_message_headers_append (headers, "Content-Encoding", "gzip");
    }
  if (script->close)
    soup_message_headers_append (headers, "Connection", "close");
  for (char **header = script->headers; header != NULL && header[0] != NULL; header += 2)
    soup_message_headers_append (headers, header[0], header[1]);
}

static GString *
make_head (const ProctorTestingScript *script,
           gsize promised_length)
{
  GString *head = g_string_new (NULL);

  g_string_append_printf (head, "HTTP/1.1 %u %s\r\n", script->status, soup_status_get_phrase (script->status));
  g_string_append_printf (head, "Content-Type: %s\r\n", script->content_type);
  g_string_append_printf (head, "Content-Length: %" G_GSIZE_FORMAT "\r\n", promised_length);
  if (script->gzip)
    g_string_append (head, "Content-Encoding: gzip\r\n");
  if (script->close || script->fault == PROCTOR_TESTING_FAULT_DRIP)
    g_string_append (head, "Connection: close\r\n");
  for (char **header = script->headers; header != NULL && header[0] != NULL; header += 2)
    g_string_append_printf (head, "%s: %s\r\n", header[0], header[1]);
  g_string_append (head, "\r\n");

  return head;
}

/**
 * proctor_testing_script_dup_wire:
 * @script: an answer with a fault
 * @head_length: (out): how many of the bytes are headers
 *
 * Returns: (transfer full): all bytes that are written for @script
 */
GBytes *
proctor_testing_script_dup_wire (const ProctorTestingScript *script,
                                 gsize *head_length)
{
  gsize length;
  const char *body = g_bytes_get_data (script->body, &length);
  gsize promised = length;
  gsize sent = length;
  g_autoptr (GString) wire = NULL;

  *head_length = 0;
  switch (script->fault)
    {
    case PROCTOR_TESTING_FAULT_DROP:
    case PROCTOR_TESTING_FAULT_RESET:
    case PROCTOR_TESTING_FAULT_STALL:
      return g_bytes_new (NULL, 0);

    case PROCTOR_TESTING_FAULT_GARBAGE:
      return length > 0 ? g_bytes_ref (script->body) : g_bytes_new_static (garbage, sizeof garbage - 1);

    case PROCTOR_TESTING_FAULT_CUT:
    case PROCTOR_TESTING_FAULT_STALL_BODY:
      sent = length / 2;
      break;

    case PROCTOR_TESTING_FAULT_LONG_LENGTH:
      promised = length + 10;
      break;

    case PROCTOR_TESTING_FAULT_SHORT_LENGTH:
      promised = length / 2;
      break;

    case PROCTOR_TESTING_FAULT_CUT_HEADERS:
    case PROCTOR_TESTING_FAULT_DRIP:
    case PROCTOR_TESTING_FAULT_NONE:
    default:
      break;
    }

  wire = make_head (script, promised);
  *head_length = wire->len;
  if (script->fault == PROCTOR_TESTING_FAULT_CUT_HEADERS)
    g_string_truncate (wire, wire->len / 2);
  else
    g_string_append_len (wire, body, (gssize) sent);

  return g_string_free_to_bytes (g_steal_pointer (&wire));
}
