// Plain C over a BLAS library: networks of dense layers written by hand, with no framework at all.
// gcc -O3 -march=native -ffast-math engine.c -o engine -lopenblas -lm
// engine FOLDER: the protocol of common.py (train, predict, product). Threads are set by the environment (OMP_NUM_THREADS, OPENBLAS_NUM_THREADS).
#include <cblas.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { PIXELS = 784, CLASSES = 10, MOST_LAYERS = 3, CHUNK = 500, WARM_UP_IMAGES = 6000, MOST_NETS = 32 };
static const double LEAST_SECONDS = 0.15;
static const char *folder;

static double now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec + 1e-9 * t.tv_nsec; }
static float *floats(long n) { float *p = aligned_alloc(64, (n * 4 + 63) / 64 * 64); memset(p, 0, n * 4); return p; }

static void *slurp(const char *name, long *bytes) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "rb");
  if (!file) { printf("failed no file %s\n", path); exit(1); }
  fseek(file, 0, SEEK_END); *bytes = ftell(file); rewind(file);
  void *all = malloc(*bytes);
  if (fread(all, 1, *bytes, file) != (size_t)*bytes) { printf("failed %s is cut short\n", path); exit(1); }
  fclose(file);
  return all;
}

static float *images(const char *part, int *count) {
  char name[64]; long bytes;
  snprintf(name, sizeof name, "%s-images-idx3-ubyte", part);
  unsigned char *raw = slurp(name, &bytes);
  float *x = floats(bytes - 16);
  for (long i = 0; i < bytes - 16; i++) x[i] = raw[16 + i] / 255.0f;
  free(raw); *count = (bytes - 16) / PIXELS;
  return x;
}

// y = f(x·W + b) for each layer; W lies inputs x units.
typedef struct { char model; int layers, size[MOST_LAYERS + 1]; float *W[MOST_LAYERS], *b[MOST_LAYERS], *gW[MOST_LAYERS], *gb[MOST_LAYERS], *vW[MOST_LAYERS], *vb[MOST_LAYERS], *a[MOST_LAYERS + 1], *d[MOST_LAYERS + 1]; } Net;

static Net *allocate(char model) {
  static const int sizes[][MOST_LAYERS + 1] = {{PIXELS, 16, 16, CLASSES}, {PIXELS, 128, 64, CLASSES}, {PIXELS, 800, CLASSES, 0}, {PIXELS, CLASSES, 0, 0}};
  Net *n = calloc(1, sizeof *n);
  n->model = model; n->layers = model == 's' ? 1 : model == 'c' ? 2 : 3;
  memcpy(n->size, sizes[model == 's' ? 3 : model - 'a'], sizeof n->size);
  n->a[0] = floats((long)CHUNK * PIXELS);
  for (int l = 0; l < n->layers; l++) {
    long w = (long)n->size[l] * n->size[l + 1], o = n->size[l + 1];
    n->W[l] = floats(w); n->gW[l] = floats(w); n->vW[l] = floats(w); n->b[l] = floats(o); n->gb[l] = floats(o); n->vb[l] = floats(o);
    n->a[l + 1] = floats(CHUNK * o); n->d[l + 1] = floats(CHUNK * o);
  }
  return n;
}
static void release(Net *n) {
  free(n->a[0]);
  for (int l = 0; l < n->layers; l++) { free(n->W[l]); free(n->gW[l]); free(n->vW[l]); free(n->b[l]); free(n->gb[l]); free(n->vb[l]); free(n->a[l + 1]); free(n->d[l + 1]); }
  free(n);
}

static float normal(void) { double u = (rand() + 1.0) / (RAND_MAX + 2.0), v = rand() / (double)RAND_MAX; return sqrt(-2 * log(u)) * cos(6.283185307179586 * v); }
static Net *given(char model, const char *kind) {   // "weights", to predict with, or "begin", to begin a training with; the file has rows of neurons
  char name[16]; long bytes, at = 0;
  snprintf(name, sizeof name, "%c.%s", model, kind);
  float *all = slurp(name, &bytes);
  Net *n = allocate(model);
  for (int l = 0; l < n->layers; l++) {
    int in = n->size[l], out = n->size[l + 1];
    for (int o = 0; o < out; o++) for (int i = 0; i < in; i++) n->W[l][(long)i * out + o] = all[at + (long)o * in + i];
    memcpy(n->b[l], all + at + (long)in * out, out * 4); at += (long)(in + 1) * out;
  }
  free(all);
  return n;
}

static void forward(Net *n, int rows, const float *x) {   // leaves the last layer's scores z in a[layers]
  for (int l = 0; l < n->layers; l++) {
    int in = n->size[l], out = n->size[l + 1]; float *z = n->a[l + 1]; long count = (long)rows * out;
    for (int r = 0; r < rows; r++) memcpy(z + (long)r * out, n->b[l], out * 4);
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, rows, out, in, 1, x, in, n->W[l], out, 1, z, out);
    if (l < n->layers - 1) {
      if (n->model == 'a') for (long k = 0; k < count; k++) z[k] = 1 / (1 + expf(z[k] < -80 ? 80 : -z[k]));
      else for (long k = 0; k < count; k++) z[k] = z[k] > 0 ? z[k] : 0;
    }
    x = z;
  }
}
static void softmax(const float *z, float *p) {
  float most = z[0], sum = 0;
  for (int k = 1; k < CLASSES; k++) most = z[k] > most ? z[k] : most;
  for (int k = 0; k < CLASSES; k++) sum += p[k] = expf(z[k] - most);
  for (int k = 0; k < CLASSES; k++) p[k] /= sum;
}
static char best(const float *p) { int b = 0; for (int k = 1; k < CLASSES; k++) if (p[k] > p[b]) b = k; return '0' + b; }

static void step(Net *n, int rows, const unsigned char *labels) {   // a[0] holds the batch
  int L = n->layers; float rate = n->model == 'a' ? 3.0f : 0.1f, momentum = n->model == 'a' ? 0 : 0.9f;
  forward(n, rows, n->a[0]);
  for (int r = 0; r < rows; r++) {
    float *z = n->a[L] + r * CLASSES, *d = n->d[L] + r * CLASSES;
    if (n->model == 'a') for (int k = 0; k < CLASSES; k++) { float s = 1 / (1 + expf(z[k] < -80 ? 80 : -z[k])); d[k] = (s - (k == labels[r])) * s * (1 - s) / rows; }
    else { softmax(z, d); for (int k = 0; k < CLASSES; k++) d[k] = (d[k] - (k == labels[r])) / rows; }
  }
  for (int l = L - 1; l >= 0; l--) {
    int in = n->size[l], out = n->size[l + 1]; long w = (long)in * out; float *d = n->d[l + 1], *g = n->gW[l], *v = n->vW[l], *W = n->W[l], *gb = n->gb[l], *vb = n->vb[l], *b = n->b[l];
    cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, in, out, rows, 1, n->a[l], in, d, out, 0, g, out);
    memset(gb, 0, out * 4);
    for (int r = 0; r < rows; r++) for (int k = 0; k < out; k++) gb[k] += d[r * out + k];
    if (l) {
      float *below = n->d[l], *y = n->a[l]; long count = (long)rows * in;
      cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, rows, in, out, 1, d, out, W, out, 0, below, in);
      if (n->model == 'a') for (long k = 0; k < count; k++) below[k] *= y[k] * (1 - y[k]);
      else for (long k = 0; k < count; k++) below[k] = y[k] > 0 ? below[k] : 0;
    }
    if (momentum == 0) { for (long k = 0; k < w; k++) W[k] -= rate * g[k]; for (int k = 0; k < out; k++) b[k] -= rate * gb[k]; }
    else { for (long k = 0; k < w; k++) { v[k] = momentum * v[k] + g[k]; W[k] -= rate * v[k]; } for (int k = 0; k < out; k++) { vb[k] = momentum * vb[k] + gb[k]; b[k] -= rate * vb[k]; } }
  }
}

static float *trainX, *digitX, *noiseX; static unsigned char *trainY; static int trainN, digitN, noiseN;
static void load_digits(void) { if (!digitX) digitX = images("t10k", &digitN); }
static void load_training(void) { long bytes; if (!trainX) { trainX = images("train", &trainN); trainY = (unsigned char *)slurp("train-labels-idx1-ubyte", &bytes) + 8; } }

static void done(double seconds, const char *answers) { printf("done %.9g %s\n", seconds, answers); }

static Net *going_on(char model, int batch) {   // the training that each epoch continues
  static struct { char model; int batch; Net *net; } known[MOST_NETS]; static int nets;
  for (int i = 0; i < nets; i++) if (known[i].model == model && known[i].batch == batch) return known[i].net;
  if (nets == MOST_NETS) { puts("failed more trainings than there is room for"); exit(1); }
  known[nets].model = model; known[nets].batch = batch; known[nets].net = given(model, "begin");
  return known[nets++].net;
}

static void train(int warm, char model, int batch) {
  load_training(); load_digits();
  Net *n = warm ? given(model, "begin") : going_on(model, batch);
  int count = warm ? WARM_UP_IMAGES : trainN, *order = malloc(trainN * sizeof *order);
  unsigned char labels[CHUNK]; char answers[10001] = {0};
  for (int i = 0; i < trainN; i++) order[i] = i;
  double start = now();
  for (int i = trainN - 1; i > 0; i--) { int j = rand() % (i + 1), k = order[i]; order[i] = order[j]; order[j] = k; }
  for (int first = 0; first < count; first += batch) {
    int rows = count - first < batch ? count - first : batch;
    for (int r = 0; r < rows; r++) { memcpy(n->a[0] + (long)r * PIXELS, trainX + (long)order[first + r] * PIXELS, PIXELS * 4); labels[r] = trainY[order[first + r]]; }
    step(n, rows, labels);
  }
  double seconds = now() - start;
  for (int first = 0; first < digitN; first += CHUNK) { forward(n, CHUNK, digitX + (long)first * PIXELS); for (int r = 0; r < CHUNK; r++) answers[first + r] = best(n->a[n->layers] + r * CLASSES); }
  free(order);
  if (warm) release(n);
  done(seconds, answers);
}

static void predict(char model, int many, int noise) {
  static Net *nets[128];
  load_digits();
  if (noise && !noiseX) noiseX = images("noise", &noiseN);
  if (!nets[(int)model]) nets[(int)model] = given(model, "weights");
  Net *n = nets[(int)model]; const float *x = noise ? noiseX : digitX; int together = many ? CHUNK : 1, passes = 0;
  float *p = floats((long)digitN * CLASSES); char answers[10001] = {0};
  double start = now();
  do {
    for (int first = 0; first < digitN; first += together) {
      forward(n, together, x + (long)first * PIXELS);
      for (int r = 0; r < together; r++) softmax(n->a[n->layers] + r * CLASSES, p + (long)(first + r) * CLASSES);
    }
    passes++;
  } while (now() - start < LEAST_SECONDS);
  double seconds = (now() - start) / passes / digitN;
  for (int i = 0; i < digitN; i++) answers[i] = best(p + (long)i * CLASSES);
  free(p);
  done(seconds, answers);
}

static void product(int size) {
  float *a = floats((long)size * size), *b = floats((long)size * size), *c = floats((long)size * size);
  for (long i = 0; i < (long)size * size; i++) { a[i] = normal(); b[i] = normal(); }
  int products = 0; double start = now();
  do { cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, size, size, size, 1, a, size, b, size, 0, c, size); products++; } while (now() - start < LEAST_SECONDS);
  double seconds = (now() - start) / products;
  free(a); free(b); free(c);
  done(seconds, "-");
}

int main(int count, char **words) {
  char line[256], amount[8], pictures[8], model; int batch, threads, size;
  if (count < 2) { puts("failed expected FOLDER"); return 2; }
  folder = words[1];
  signal(SIGINT, SIG_IGN);   // Ctrl-C is the race's to answer; it closes our input
  setvbuf(stdout, 0, _IOLBF, 0);
  if (count > 2) { puts("cannot no such thing written here"); return 0; }
  printf("ready %s\n", openblas_get_config());
  while (fgets(line, sizeof line, stdin) && line[0] != '\n') {
    int warm = !strncmp(line, "warm ", 5); const char *job = line + (warm ? 5 : 0);
    if (sscanf(job, "train %c %d %d", &model, &batch, &threads) == 3 && strchr("abcs", model) && batch <= CHUNK) train(warm, model, batch);
    else if (sscanf(job, "predict %c %7s %7s %d", &model, amount, pictures, &threads) == 4 && strchr("abcs", model)) predict(model, !strcmp(amount, "many"), !strcmp(pictures, "noise"));
    else if (sscanf(job, "product %d %d", &size, &threads) == 2) product(size);
    else puts("cannot no such thing written here");
  }
  return 0;
}
