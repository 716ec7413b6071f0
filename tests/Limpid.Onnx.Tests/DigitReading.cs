using Limpid.Data;
using Limpid.Files;
using Limpid.Recognition;

namespace Limpid.Onnx.Tests;

/// <summary>Digits, read by a model's recognizer and by ONNX Runtime from its file.</summary>
internal static class DigitReading
{
    private const double Tolerance = 1e-5;

    /// <summary>The same class and the same probabilities, digit by digit.</summary>
    public static void Agrees(Model model, Dataset digits, int batch = 500)
    {
        using var judge = new OnnxRuntimeJudge(model);
        var recognizer = new Recognizer(model with { Rejection = null });
        int classes = model.ClassNames.Count;
        var mine = new float[classes];
        foreach (int[] rows in Enumerable.Range(0, digits.Count).Chunk(batch))
        {
            float[] theirs = judge.Run(
                "probabilities",
                [.. rows.SelectMany(i => digits.Picture(i).ToArray()).Select(pixel => pixel / 255f)],
                rows.Length
            );
            for (int row = 0; row < rows.Length; row++)
            {
                Prediction answer = recognizer.Predict(digits.Picture(rows[row]), mine);
                ReadOnlySpan<float> p = theirs.AsSpan(row * classes, classes);
                for (int k = 0; k < classes; k++)
                    Assert.True(
                        Math.Abs(p[k] - mine[k]) <= Tolerance,
                        $"digit {rows[row]}, class {k}: ONNX Runtime {p[k]:R}, Limpid {mine[k]:R}."
                    );
                Assert.Equal(answer.Class, p.IndexOf(p.ToArray().Max()));
            }
        }
    }
}
