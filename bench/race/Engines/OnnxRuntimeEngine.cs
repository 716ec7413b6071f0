using Limpid.Data;
using Limpid.Imaging;
using Limpid.Numerics;
using Microsoft.ML.OnnxRuntime;

namespace Limpid.Race.Engines;

/// <summary>ONNX Runtime from C#, with its inputs and outputs bound beforehand. It predicts only.</summary>
internal sealed class OnnxRuntimeEngine(RaceWorkplace workplace) : Engine(workplace)
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(0.15);
    private readonly Dictionary<string, Bound> _bound = [];
    private readonly Dictionary<string, float[]> _pictures = [];

    protected override string Version => OrtEnv.Instance().GetVersionString();

    protected override EngineReply Do(Job job, bool isWarmUp) =>
        job switch
        {
            PredictJob predict => Predict(predict),
            StartJob start => Start(start),
            _ => NoSuchThing("it predicts only"),
        };

    private EngineReply.Done Predict(PredictJob job)
    {
        float[] pixels = Pixels(job);
        int pictures = pixels.Length / Bound.Pixels,
            together = job.IsMany ? pictures : 1;
        if (!_bound.TryGetValue($"{job}", out Bound? bound))
            bound = _bound[$"{job}"] = new(Workplace.File($"{job.Model}.onnx"), together, job.Threads);
        var classes = new char[pictures];
        double seconds = Time(Least, () =>
        {
            for (int first = 0; first < pictures; first += together)
            {
                if (!job.IsMany || first == 0)
                    pixels.AsSpan(first * Bound.Pixels, together * Bound.Pixels).CopyTo(bound.Input);
                bound.Run();
                if (!job.IsMany)
                    classes[first] = bound.Class(0);
            }
        });
        for (int i = 0; i < pictures && job.IsMany; i++)
            classes[i] = bound.Class(i);
        return new(seconds / pictures, new string(classes));
    }

    private EngineReply.Done Start(StartJob job)
    {
        using FileStream png = File.OpenRead(Workplace.File(job.Picture));
        ReadOnlySpan<byte> pixels = PictureFile.Read(png).Pixels.Span;
        using var bound = new Bound(Workplace.File($"{job.Model}.onnx"), 1, threads: 1);
        for (int i = 0; i < pixels.Length; i++)
            bound.Input[i] = pixels[i] / 255f;
        bound.Run();
        return new(0, bound.Class(0).ToString());
    }

    private float[] Pixels(PredictJob job)
    {
        if (_pictures.TryGetValue(job.Pictures, out float[]? kept))
            return kept;
        Dataset data = Workplace.Read(job);
        var pixels = new float[data.Count * data.Item.Count];
        data.Fill(
            [.. Enumerable.Range(0, data.Count)],
            new Matrix(pixels, data.Count, data.Item.Count),
            new byte[data.Count]
        );
        return _pictures[job.Pictures] = pixels;
    }

    /// <summary>A session with memory of its own for what goes in and what comes out.</summary>
    private sealed class Bound : IDisposable
    {
        public const int Pixels = 784,
            Classes = 10,
            Side = 28;
        private readonly InferenceSession _session;
        private readonly RunOptions _options = new();
        private readonly OrtIoBinding _binding;
        private readonly OrtValue _x,
            _y;

        public Bound(string model, int pictures, int threads)
        {
            using var options = new SessionOptions
            {
                IntraOpNumThreads = threads,
                InterOpNumThreads = 1,
                GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
                ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            };
            _session = new(model, options);
            (Input, Output) = (new float[pictures * Pixels], new float[pictures * Classes]);
            _x = OrtValue.CreateTensorValueFromMemory(Input, [pictures, 1, Side, Side]);
            _y = OrtValue.CreateTensorValueFromMemory(Output, [pictures, Classes]);
            _binding = _session.CreateIoBinding();
            _binding.BindInput(BareOnnx.Input, _x);
            _binding.BindOutput(BareOnnx.Output, _y);
        }

        public float[] Input { get; }

        private float[] Output { get; }

        public void Run() => _session.RunWithBinding(_options, _binding);

        public char Class(int picture)
        {
            ReadOnlySpan<float> p = Output.AsSpan(picture * Classes, Classes);
            int best = 0;
            for (int k = 1; k < Classes; k++)
                if (p[k] > p[best])
                    best = k;
            return (char)('0' + best);
        }

        public void Dispose()
        {
            _binding.Dispose();
            _x.Dispose();
            _y.Dispose();
            _options.Dispose();
            _session.Dispose();
        }
    }
}
