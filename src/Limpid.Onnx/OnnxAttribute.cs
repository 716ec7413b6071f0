using Limpid.Onnx.Format;

namespace Limpid.Onnx;

/// <summary>The settings of a node.</summary>
internal static class OnnxAttribute
{
    public static AttributeProto Of(string name, int whole) =>
        new()
        {
            Name = name,
            I = whole,
            Type = AttributeProto.Types.AttributeType.Int,
        };

    public static AttributeProto Of(string name, double fraction) =>
        new()
        {
            Name = name,
            F = (float)fraction,
            Type = AttributeProto.Types.AttributeType.Float,
        };

    public static AttributeProto Of(string name, params ReadOnlySpan<int> wholes)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Ints };
        foreach (int whole in wholes)
            attribute.Ints.Add(whole);
        return attribute;
    }

    /// <summary>Squares of size × size that move by stride, over a picture with a padding on all four sides.</summary>
    public static AttributeProto[] Windows(int size, int stride, int padding) =>
        [Of("kernel_shape", size, size), Of("strides", stride, stride), Of("pads", padding, padding, padding, padding)];
}
