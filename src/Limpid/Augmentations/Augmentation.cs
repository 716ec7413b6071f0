using System.Text.Json.Serialization;
using Limpid.Numerics;

namespace Limpid.Augmentations;

/// <summary>
/// A chance change of the training pictures that leaves their class as it is, so that a network learns what does not
/// matter. A spec: the drawing is
/// <see cref="Augmenter"/>'s. Those that bend run first, in the order of the list, as one map and one resampling; then
/// those that redraw, in
/// their order; those that blend run last. To add one: a file beside this one, and a line here.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Shift), "shift")]
[JsonDerivedType(typeof(Rotate), "rotate")]
[JsonDerivedType(typeof(Scale), "scale")]
[JsonDerivedType(typeof(Shear), "shear")]
[JsonDerivedType(typeof(Elastic), "elastic")]
[JsonDerivedType(typeof(Thickness), "thickness")]
[JsonDerivedType(typeof(Erase), "erase")]
[JsonDerivedType(typeof(Mixup), "mixup")]
public abstract record Augmentation
{
    /// <summary>True where it moves points: <see cref="Bend"/> does something.</summary>
    [JsonIgnore]
    internal virtual bool Bends => false;

    /// <summary>True where it changes a drawn picture: <see cref="Redraw"/> does something.</summary>
    [JsonIgnore]
    internal virtual bool Redraws => false;

    /// <summary>True where it changes rows by each other: <see cref="Blend"/> does something.</summary>
    [JsonIgnore]
    internal virtual bool Blends => false;

    /// <summary>Checks the members.</summary>
    /// <exception cref="LimpidException">A member is out of its range (<see cref="Fault.Usage"/>).</exception>
    public abstract void Validate();

    /// <summary>Adds its part to the map of one picture.</summary>
    internal virtual void Bend(ref RandomStream random, Warp warp) { }

    /// <summary>Changes one picture, 0..1.</summary>
    internal virtual void Redraw(ref RandomStream random, Shape item, Span<float> picture, Span<float> scratch) { }

    /// <summary>Changes pictures x and their target distributions y by each other. A pure function of the seed and the
    /// rows at hand.</summary>
    internal virtual void Blend(ulong seed, int firstRow, Matrix x, Matrix y, Originals originals) { }

    /// <summary>Uniform in [−most, most).</summary>
    private protected static double Within(ref RandomStream random, double most) =>
        most * (2 * random.NextDouble() - 1);
}
