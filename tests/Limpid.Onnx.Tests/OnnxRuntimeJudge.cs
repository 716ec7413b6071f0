using Limpid.Evaluation;
using Limpid.Files;
using Limpid.Numerics;
using Microsoft.ML.OnnxRuntime;

namespace Limpid.Onnx.Tests;

/// <summary>ONNX Runtime, on one thread, with a model that was exported.</summary>
internal sealed class OnnxRuntimeJudge : IDisposable
{
    private const double Tolerance = 1e-5;
    private readonly Model _model;
    private readonly OnnxModel _exported;
    private readonly InferenceSession _session;

    public OnnxRuntimeJudge(Model model)
    {
        (_model, _exported) = (model, OnnxModel.Of(model));
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        _session = new(Bytes(model), options);
    }

    public ModelMetadata Metadata => _session.ModelMetadata;

    public static byte[] Bytes(Model model)
    {
        using var file = new MemoryStream();
        OnnxModel.Of(model).Write(file);
        return file.ToArray();
    }

    /// <summary>What it says of n samples.</summary>
    public float[] Run(string output, float[] x, int rows)
    {
        long[] extents = [rows, .. _exported.Input.Extents.Select(extent => (long)extent)];
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(x, extents);
        using var run = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(
            run,
            [_exported.Input.Name],
            [input],
            [output]
        );
        Assert.Equal(
            [rows, .. _exported.Outputs.Single(port => port.Name == output).Extents.Select(extent => (long)extent)],
            outputs[0].GetTensorTypeAndShape().Shape
        );
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }

    /// <summary>The engine answers as the file does: activations and probabilities to 1e-5.</summary>
    public void Agrees(float[] x, int rows, string where)
    {
        var workspace = new Workspace(_model.Network, rows);
        x.CopyTo(workspace.Input(rows).Span);
        float[] scores = workspace
            .Forward(Layers.Pass.Inference, to: _model.Network.Architecture.ScoreLayers)
            .Span.ToArray();
        float[] shown = workspace.Forward(Layers.Pass.Inference).Span.ToArray();
        int classes = shown.Length / rows;
        var p = new double[scores.Length];
        for (int row = 0; row < rows; row++)
            Calibration.Probabilities(
                scores.AsSpan(row * classes, classes),
                _model.Temperature,
                p.AsSpan(row * classes, classes)
            );
        Near([.. shown.Select(y => (double)y)], Run("activations", x, rows), $"{where}, activations");
        Near(p, Run("probabilities", x, rows), $"{where}, probabilities");
    }

    public void Dispose() => _session.Dispose();

    private static void Near(double[] limpid, float[] judge, string where)
    {
        Assert.Equal(limpid.Length, judge.Length);
        for (int i = 0; i < limpid.Length; i++)
            Assert.True(
                Math.Abs(limpid[i] - judge[i]) <= Tolerance * Math.Max(1, Math.Abs(limpid[i])),
                $"{where}[{i}]: ONNX Runtime {judge[i]:R}, Limpid {limpid[i]:R}."
            );
    }
}
