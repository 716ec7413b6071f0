using System.Reflection;
using System.Text.Json.Serialization;
using Limpid.Layers;
using Limpid.Numerics;

namespace Limpid.Tests.Laws;

/// <summary>
/// Specimens of every layer of the list: the laws hold for all of them. One with usual members comes alone, on a row
/// and on a picture; add others only where members are worth varying.
/// </summary>
internal static class LayerSamples
{
    private static readonly Shape[] UsualInputs = [new(9), new(2, 4, 5)];
    private static readonly ImmutableSequence<LayerSpec> Inside = [new Dense(9), new Tanh()];

    public static IEnumerable<(LayerSpec Spec, Shape Input)> All { get; } = [.. Usual(), .. Varied];

    private static IEnumerable<(LayerSpec Spec, Shape Input)> Varied =>
        [
            (new Dense(5), new Shape(7)),
            (new Dense(16), new Shape(1, 6, 6)),
            (new Dense(33), new Shape(2, 3, 3)),
            (new LeakyRelu(0.3), new Shape(9)),
            (new MaxPool(2), new Shape(2, 4, 6)),
            (new MaxPool(2), new Shape(1, 5, 11)),
            (new MaxPool(3, 2, 1), new Shape(2, 5, 4)),
            (new MaxPool(3), new Shape(1, 7, 6)),
            (new AveragePool(2), new Shape(2, 4, 6)),
            (new AveragePool(2), new Shape(1, 5, 11)),
            (new AveragePool(3, 1, 1), new Shape(2, 5, 4)),
            (new BatchNorm(0.3, 1e-3), new Shape(3, 5, 4)),
            (new LayerNorm(1e-6), new Shape(2, 3, 6)),
            (new Residual([new Dense(6), new Tanh(), new Dropout()]), new Shape(6)),
            (
                new Residual([new Dense(4), new BatchNorm(Epsilon: 1)], [new AveragePool(2), new Dense(4)]),
                new Shape(1, 4, 4)
            ),
            (new Dropout(0.1), new Shape(12)),
            (new Convolution(3, 3), new Shape(1, 5, 6)),
            (new Convolution(6, 5, Padding: 2), new Shape(2, 6, 5)),
            (new Convolution(4, 4, Stride: 2, Padding: 1), new Shape(2, 7, 6)),
            (new Convolution(18, 3, Stride: 3, Padding: 0), new Shape(3, 8, 9)),
            (new Convolution(8, 3, Groups: 2), new Shape(4, 4, 4)),
            (new Convolution(3, 3, Groups: 3), new Shape(3, 5, 5)),
            (new Convolution(2, 1, Stride: 2), new Shape(2, 5, 4)),
            (new Convolution(40, 2, Stride: 3, Padding: 3), new Shape(1, 5, 4)),
            (new Convolution(5, 5, Padding: 0), new Shape(2, 5, 5)),
            (new Ensemble(3, [new Dense(4), new Tanh(), new Dropout(0.2), new Dense(3)]), new Shape(5)),
            (new Ensemble(1, [new Dense(4)]), new Shape(3)),
            (new Views(5, [new Convolution(2, 3), new Tanh(), new Dropout(0.2), new Dense(3)]), new Shape(1, 4, 5)),
            (new Views(9, [new Dense(4)]), new Shape(2, 3, 2)),
            (new Views(1, [new Dense(2)]), new Shape(3)),
            (
                new Sequential([new Dense(6), new Tanh(), new Sequential([new Dense(4), new Sigmoid()]), new Dense(3)]),
                new Shape(5)
            ),
        ];

    /// <summary>A specimen of each listed layer on each usual input that it fits.</summary>
    public static IEnumerable<(LayerSpec Spec, Shape Input)> Usual() =>
        from line in typeof(LayerSpec).GetCustomAttributes<JsonDerivedTypeAttribute>()
        let spec = Made(line.DerivedType)
        from input in UsualInputs
        where Fits(spec, input)
        select (spec, input);

    public static bool Fits(LayerSpec spec, Shape input)
    {
        try
        {
            return spec.Build(input) is not null;
        }
        catch (LimpidException)
        {
            return false;
        }
    }

    /// <summary>A layer by its widest constructor, with its own defaults where it has them.</summary>
    private static LayerSpec Made(Type kind)
    {
        ConstructorInfo constructor = kind.GetConstructors().MaxBy(one => one.GetParameters().Length)!;
        return (LayerSpec)constructor.Invoke([.. constructor.GetParameters().Select(Member)]);
    }

    private static object? Member(ParameterInfo member) =>
        member switch
        {
            { HasDefaultValue: true } => member.DefaultValue,
            { ParameterType: var type } when type == typeof(int) => 3,
            { ParameterType: var type } when type == typeof(double) => 0.5,
            { ParameterType: var type } when type == typeof(ImmutableSequence<LayerSpec>) => Inside,
            _ => throw new NotSupportedException(
                $"{member.Member.DeclaringType!.Name} needs {member.Name}, and no usual {member.ParameterType.Name} "
                    + "is known: give the member a default, or LayerSamples.Member a line for its type."
            ),
        };

    public static TheoryData<string> Names =>
        [.. All.Select((sample, i) => $"{i} {sample.Spec.GetType().Name} on {sample.Input}")];

    public static (LayerSpec Spec, Shape Input) Named(string name) => All.ElementAt(int.Parse(name.Split(' ')[0]));
}
