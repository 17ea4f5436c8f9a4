namespace GenNet.Weights.Matching;

/// <summary>What a match may go by.</summary>
/// <param name="EveryNameIsChosen">Whether the names are those of a weight contract, even where they look like Keras' own: in files that GenNet wrote.</param>
/// <param name="Positions">Whether positions may decide where there are no names.</param>
internal sealed record MatchingRules(bool EveryNameIsChosen, PositionUse Positions)
{
    /// <summary>
    /// Whether the lists are whole and have an order that somebody made, as that of a model's layers: where it is asked for, it decides if the file has no chosen name of the model's. One name that both have tells
    /// that names mean the same on both sides, and so that another name is another layer.
    /// </summary>
    public bool HasOrder { get; init; }

    /// <summary>Whether order alone may decide.</summary>
    public bool OrderMayDecide => HasOrder && Positions == PositionUse.Asked && !EveryNameIsChosen;

    /// <summary>The rules for a load with <paramref name="options"/>.</summary>
    public static MatchingRules Of(LoadOptions options, bool everyNameIsChosen) => new(
        everyNameIsChosen, options.GoesByPosition ? PositionUse.Asked : options.IsLenient ? PositionUse.Refused : PositionUse.Allowed);
}

/// <summary>Whether positions may decide where there are no names.</summary>
internal enum PositionUse
{
    /// <summary>They may, because everything else has to agree too: the file must fit wholly.</summary>
    Allowed,
    /// <summary>They may not: where layers or arrays may be left over, an equal number proves nothing.</summary>
    Refused,
    /// <summary>They may, because the caller knows that the order is the same; layers with chosen names that the file doesn't have may be in it, too.</summary>
    Asked,
}
