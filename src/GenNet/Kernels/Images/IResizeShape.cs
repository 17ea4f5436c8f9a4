namespace GenNet.Layers;

/// <summary>Constants of a call that brings images to another size; see <see cref="Specs.ResizeWindow"/>.</summary>
public interface IResizeShape
{
    /// <summary>Images a batch row: its channels, where they stand first.</summary>
    static abstract int Planes { get; }

    /// <summary>Values a pixel: the channels, where they stand last.</summary>
    static abstract int Channels { get; }

    /// <summary>Of the rows: how many there are, where the part begins that is taken, how long it is, and how many it becomes.</summary>
    static abstract ReadOnlySpan<int> Rows { get; }

    /// <summary>The same of the columns.</summary>
    static abstract ReadOnlySpan<int> Columns { get; }

    /// <summary>How pixels get their values.</summary>
    static abstract Interpolation Interpolation { get; }

    /// <summary>Whether the filter widens where the image shrinks.</summary>
    static abstract bool Antialias { get; }

    /// <summary>The value of margins.</summary>
    static abstract float Fill { get; }
}
