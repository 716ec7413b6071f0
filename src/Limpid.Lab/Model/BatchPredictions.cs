using Limpid.Data;
using Limpid.Evaluation;
using Limpid.Recognition;

namespace Limpid.Lab;

/// <summary>What a network answers to many digits.</summary>
internal static class BatchPredictions
{
    /// <summary>Reads some digits of a set, from a given one on.</summary>
    /// <returns>For each the class and the confidence.</returns>
    public static byte[] Of(Evaluator evaluator, double temperature, Dataset digits, int first, int count)
    {
        int[] indices = Part(digits, first, count);
        Predictions answers = evaluator.Run(digits, indices);
        var said = new float[2 * indices.Length];
        Span<double> p = stackalloc double[answers.Classes];
        for (int i = 0; i < indices.Length; i++)
        {
            int predicted = answers.Predicted(i);
            answers.Probabilities(i, temperature, p);
            (said[2 * i], said[2 * i + 1]) = (predicted, (float)p[predicted]);
        }
        return FloatBytes.Bytes(said);
    }

    /// <summary>Reads pictures: for each the class, the confidence and the kind of the answer.</summary>
    public static byte[] Of(Recognizer recognizer, ReadOnlySpan<byte> pictures)
    {
        if (pictures.Length % recognizer.Pixels != 0)
            throw LimpidException.Mismatch(
                $"The network reads pictures of {recognizer.Pixels} pixels each, but {pictures.Length} bytes came."
            );
        var said = new List<float>();
        for (; pictures.Length > 0; pictures = pictures[recognizer.Pixels..])
        {
            Prediction answer = recognizer.Predict(pictures[..recognizer.Pixels]);
            said.AddRange([answer.Class, answer.Confidence, (float)answer.Answer]);
        }
        return FloatBytes.Bytes([.. said]);
    }

    /// <summary>The indices of some digits of a set, from a given one on, as many as there are.</summary>
    public static int[] Part(Dataset digits, int first, int count) =>
        first >= 0 && count >= 0
            ? [.. Enumerable.Range(first, Math.Clamp(digits.Count - first, 0, count))]
            : throw LimpidException.Usage(
                $"Digits are read from one on, as many as are wanted, but from {first} on {count} were asked for."
            );
}
