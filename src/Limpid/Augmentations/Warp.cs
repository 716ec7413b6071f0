using Limpid.Kernels;
using Limpid.Numerics;

namespace Limpid.Augmentations;

/// <summary>
/// Where each pixel of a changed picture comes from: source(p) = A·p + t + d(p), with p from the picture's middle.
/// Whatever was bent, a picture is
/// resampled once. One worker's own; it is used again for the next picture.
/// </summary>
internal sealed class Warp
{
    private readonly Shape _item;
    private readonly float[] _plane,
        _places;
    private DisplacementField? _field;
    private bool _isDisplaced;
    private double _xx,
        _xy,
        _yx,
        _yy,
        _x,
        _y;

    public Warp(Shape item)
    {
        (_item, _plane, _places) = (
            item,
            new float[Resampling.PaddedCount(item.Height, item.Width)],
            new float[Resampling.PlacesCount(item.Height, item.Width)]
        );
        Clear();
    }

    /// <summary>Begins anew: every pixel comes from where it is.</summary>
    public void Clear() => (_xx, _xy, _yx, _yy, _x, _y, _isDisplaced) = (1, 0, 0, 1, 0, 0, false);

    /// <summary>Adds a step, given by its inverse: what the step has at (u, v) was before it at (xx·u + xy·v + x, yx·u
    /// + yy·v + y); y runs down.</summary>
    public void Then(double xx, double xy, double yx, double yy, double x, double y)
    {
        (_x, _y) = (_xx * x + _xy * y + _x, _yx * x + _yy * y + _y);
        (_xx, _xy, _yx, _yy) = (_xx * xx + _xy * yx, _xx * xy + _xy * yy, _yx * xx + _yy * yx, _yx * xy + _yy * yy);
    }

    /// <summary>Adds α times a smooth random field of displacements.</summary>
    public void Displace(ref RandomStream random, double alpha, double sigma)
    {
        _field ??= new(_item.Height, _item.Width);
        if (!_isDisplaced)
            _field.Clear();
        _field.Add(ref random, alpha, sigma);
        _isDisplaced = true;
    }

    /// <summary>Fetches a picture, plane by plane: y ← bilinear x at source, paper (0) where the source is
    /// outside.</summary>
    /// <param name="picture">Bytes, 0..255, channel-major.</param>
    /// <param name="y">As many floats, 0..1.</param>
    public void Resample(ReadOnlySpan<byte> picture, Span<float> y)
    {
        int plane = _item.Height * _item.Width;
        double middleX = (_item.Width - 1) / 2.0,
            middleY = (_item.Height - 1) / 2.0;
        var map = new AffineMap(
            (float)_xx,
            (float)_xy,
            (float)(middleX + _x - _xx * middleX - _xy * middleY),
            (float)_yx,
            (float)_yy,
            (float)(middleY + _y - _yx * middleX - _yy * middleY)
        );
        Resampling.Locate(
            map,
            _isDisplaced ? _field!.X : [],
            _isDisplaced ? _field!.Y : [],
            _item.Height,
            _item.Width,
            _places
        );
        for (int at = 0; at < picture.Length; at += plane)
        {
            Resampling.Pad(picture.Slice(at, plane), _item.Height, _item.Width, _plane);
            Resampling.Bilinear(_plane, _item.Height, _item.Width, _places, y.Slice(at, plane));
        }
    }
}
