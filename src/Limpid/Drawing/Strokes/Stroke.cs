using Limpid.Numerics;

namespace Limpid.Drawing;

/// <summary>Where a pen was.</summary>
/// <param name="X">To the right, in any unit.</param>
/// <param name="Y">Downward, in the same unit.</param>
/// <param name="Time">Seconds, or whatever the device counts; how a digit is written is no part of how it
/// looks.</param>
/// <param name="Pressure">From 0 to 1, where the device tells it; MNIST's pens had one width, and so has ours.</param>
public readonly record struct StrokePoint(double X, double Y, double Time = 0, double Pressure = 1);

/// <summary>A line drawn without lifting the pen: straight between its points. One point is a dot.</summary>
/// <param name="Points">In the order in which they were drawn.</param>
public sealed record Stroke(ImmutableSequence<StrokePoint> Points);
