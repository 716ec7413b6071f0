using Limpid.Data;

namespace Limpid.Recognition;

/// <summary>How often a model does not answer with a digit.</summary>
/// <param name="Name">What it was shown.</param>
/// <param name="Count">How many pictures.</param>
/// <param name="NotADigit">How many it took for no digit.</param>
/// <param name="Unsure">Where it could not say which of two.</param>
/// <param name="Correct">How many of the others it answered right, where there is a right answer.</param>
public readonly record struct RejectionRates(string Name, int Count, int NotADigit, int Unsure, int Correct)
{
    private const int PicturesAPiece = 100;

    /// <summary>How many were answered.</summary>
    public int Answered => Count - NotADigit - Unsure;

    /// <summary>The share that was not answered.</summary>
    public double Rate => Count == 0 ? 0 : (double)(NotADigit + Unsure) / Count;

    /// <summary>The share of right ones among the answers given.</summary>
    public double AccuracyOfAnswers => Answered == 0 ? 0 : (double)Correct / Answered;

    /// <summary>Shows a model some pictures.</summary>
    /// <param name="recognizer">The model.</param>
    /// <param name="pictures">Where they are.</param>
    /// <param name="indices">Which.</param>
    /// <param name="workers">The threads.</param>
    public static RejectionRates Of(
        Recognizer recognizer,
        Dataset pictures,
        ReadOnlyMemory<int> indices,
        Workers workers
    )
    {
        int none = 0,
            unsure = 0,
            correct = 0;
        workers.Run((indices.Length + PicturesAPiece - 1) / PicturesAPiece, (piece, _) =>
        {
            foreach (
                int i in indices.Span[(piece * PicturesAPiece)..Math.Min(indices.Length, (piece + 1) * PicturesAPiece)]
            )
            {
                Prediction read = recognizer.Predict(pictures.Picture(i));
                if (read.Answer == Answer.NotADigit)
                    Interlocked.Increment(ref none);
                else if (read.Answer == Answer.Unsure)
                    Interlocked.Increment(ref unsure);
                else if (read.Class == pictures.Labels[i])
                    Interlocked.Increment(ref correct);
            }
        });
        return new(pictures.Name, indices.Length, none, unsure, correct);
    }

    /// <summary>Shows a model all pictures.</summary>
    public static RejectionRates Of(Recognizer recognizer, Dataset pictures, Workers workers) =>
        Of(recognizer, pictures, Enumerable.Range(0, pictures.Count).ToArray(), workers);
}
