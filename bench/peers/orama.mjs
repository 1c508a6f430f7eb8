// Orama: hybrid search with its defaults, over the pieces and vectors that LangChain.js made. Plain JavaScript, since
// its package is installed in this folder only.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { create, insertMultiple, search } from '@orama/orama';

const { storeDir, questions, topK, similarity } = JSON.parse(process.argv[2]);
const { pieces, queryVectors } = JSON.parse(await readFile(join(storeDir, 'pieces.json'), 'utf8'));
const database = create({
  schema: { articleId: 'string', text: 'string', vector: `vector[${pieces[0].vector.length}]` },
});
await insertMultiple(database, pieces);

const hits = [];
for (const [index, question] of questions.entries()) {
  const found = await search(database, {
    mode: 'hybrid',
    term: question,
    properties: ['text'],
    vector: { value: queryVectors[index], property: 'vector' },
    limit: topK,
    // Its default leaves out what is less similar than 0.8.
    ...(similarity === null ? {} : { similarity }),
  });
  hits.push(found.hits.map(({ document: { articleId, text } }) => ({ articleId, text })));
}
await writeFile(process.argv[3], JSON.stringify({ hits }));
