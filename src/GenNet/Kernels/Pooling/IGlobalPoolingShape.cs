namespace GenNet.Layers;

/// <summary>Constants of a call of a layer that pools over all positions; see <see cref="Specs.GlobalPoolingShape"/>.</summary>
public interface IGlobalPoolingShape
{
    /// <summary>Positions of a row; at most, where their number is known at run time only.</summary>
    static abstract int Positions { get; }

    /// <summary>Positions with the same index along the first axis.</summary>
    static abstract int PositionsPerStep { get; }

    /// <summary>Whether the first axis is the model's length at run time.</summary>
    static abstract bool HasRunTimeLength { get; }

    /// <summary>Number of channels.</summary>
    static abstract int Channels { get; }

    /// <summary>Whether the channels come before the positions.</summary>
    static abstract bool ChannelsFirst { get; }
}
