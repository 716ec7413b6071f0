using System.Text.Json.Serialization;
using Limpid.Layers;
using Limpid.Numerics;

namespace Limpid.Losses;

/// <summary>How wrong an answer is, as one number, and its derivative. This is the one list of losses.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(SquaredError), "squared-error")]
[JsonDerivedType(typeof(SigmoidCrossEntropy), "sigmoid-cross-entropy")]
[JsonDerivedType(typeof(SoftmaxCrossEntropy), "softmax-cross-entropy")]
public abstract record Loss
{
    private const int MaximumClasses = 1 << 12;

    /// <summary>How much of each target is spread evenly over all classes: 0 to below 1.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>A factor a class, on the terms of that class; all 1 where missing.</summary>
    public ImmutableSequence<float>? ClassWeights { get; init; }

    /// <summary>The last layers that this loss fits, for messages.</summary>
    [JsonIgnore]
    public abstract string FitsOn { get; }

    /// <summary>True when an architecture that ends in this layer may be trained by this loss.</summary>
    public abstract bool Fits(LayerSpec last);

    /// <summary>True when the loss is measured on that layer's input, because the two together have a simpler and safer
    /// formula.</summary>
    public abstract bool Fuses(LayerSpec last);

    /// <summary>Measures rows.</summary>
    /// <param name="scores">Rows × classes: the last layer's output, or its input where the loss fuses with it.</param>
    /// <param name="targets">What they should have been.</param>
    /// <param name="scale">What each derivative is multiplied by: 1 / the size of the whole batch, for a mean.</param>
    /// <param name="dScores">scale · ∂ loss / ∂ scores, written; empty when not wanted.</param>
    /// <returns>The sum over the rows, in double, by index.</returns>
    public double Measure(Matrix scores, Targets targets, float scale, Matrix dScores)
    {
        int classes = scores.Columns;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(classes, MaximumClasses);
        Span<float> y = stackalloc float[classes],
            unwanted = dScores.IsEmpty ? stackalloc float[classes] : [];
        double sum = 0;
        for (int row = 0; row < scores.Rows; row++)
        {
            targets.Write(row, LabelSmoothing, y);
            Span<float> d = dScores.IsEmpty ? unwanted : dScores[row];
            sum += Row(scores[row], y, d);
            foreach (ref float v in d)
                v *= scale;
        }
        return sum;
    }

    /// <summary>Refuses members that cannot be meant.</summary>
    /// <param name="classes">How many classes there are.</param>
    public void Validate(int classes)
    {
        if (LabelSmoothing is not (>= 0 and < 1))
            throw LimpidException.Usage($"loss.labelSmoothing must be from 0 to below 1, but is {LabelSmoothing}.");
        if (ClassWeights is null)
            return;
        if (ClassWeights.Count != classes)
            throw LimpidException.Mismatch(
                $"loss.classWeights must name one factor for each of the {classes} classes, but names "
                    + $"{ClassWeights.Count}."
            );
        foreach (float weight in ClassWeights)
            if (weight is not (>= 0 and < float.PositiveInfinity))
                throw LimpidException.Usage($"loss.classWeights must be finite and not negative, but one is {weight}.");
    }

    /// <summary>The loss of one row against its target distribution; d is written with its derivative.</summary>
    private protected abstract double Row(ReadOnlySpan<float> scores, ReadOnlySpan<float> y, Span<float> d);

    private protected float Weight(int k) => ClassWeights is null ? 1f : ClassWeights[k];
}
