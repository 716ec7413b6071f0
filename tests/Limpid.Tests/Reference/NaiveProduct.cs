namespace Limpid.Tests.Reference;

/// <summary>The matrix products in plain loops, in the order that the bits law prescribes.</summary>
internal static class NaiveProduct
{
    /// <summary>c[r,o] = start[o] + Σₖ a[r·rowStride + k·stepStride]·b[k,o], k ascending.</summary>
    public static float[] Run(
        float[] a,
        int rowStride,
        int stepStride,
        float[] b,
        float[]? start,
        (int Rows, int Inner, int Columns) size
    )
    {
        var c = new float[size.Rows * size.Columns];
        for (int r = 0; r < size.Rows; r++)
        for (int o = 0; o < size.Columns; o++)
        {
            float sum = start is null ? 0 : start[o];
            for (int k = 0; k < size.Inner; k++)
                sum = MathF.FusedMultiplyAdd(a[r * rowStride + k * stepStride], b[k * size.Columns + o], sum);
            c[r * size.Columns + o] = sum;
        }
        return c;
    }
}
