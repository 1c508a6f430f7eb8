import type { Hono } from 'hono';
import type { Backend } from './backend.ts';

/** The files of messages, by the address in their attachment. */
export function addAttachmentRoutes(app: Hono, { world }: Backend): void {
  app.get('/attachments/:channelId/:attachmentId/:filename', (context) => {
    const file = world.attachments.get(context.req.param('attachmentId'));
    if (file === undefined) return context.notFound();
    // A file is data: a browser must not take an uploaded page for one of ours.
    return context.body(file.bytes, 200, {
      'Content-Type': file.contentType,
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.filename)}`,
      'X-Content-Type-Options': 'nosniff',
    });
  });
}
