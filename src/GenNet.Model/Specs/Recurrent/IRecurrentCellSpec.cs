namespace GenNet.Specs;

/// <summary>A layer that an RNN can take through sequences.</summary>
public interface IRecurrentCellSpec
{
    /// <summary>Names of its states, as calls of it have them.</summary>
    EquatableArray<string> States { get; }

    /// <summary>The same as a layer that goes through sequences: it takes the sequence, the first states and a mask of the timesteps.</summary>
    LayerSpec Through(SequenceLoop loop);
}
