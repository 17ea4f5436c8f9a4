namespace GenNet.GpuCheck;

/// <summary>A line of the benchmark.</summary>
/// <param name="Name">What it is called here and in <c>peers.py</c>.</param>
/// <param name="Work">What a run does, in units of <paramref name="Unit"/> times 10⁹; 0 where nobody counts.</param>
/// <param name="Unit"><c>FLOP</c> or <c>B</c>, of which a table says the speed.</param>
/// <param name="Prepare">Makes what is run.</param>
internal sealed record Bench(string Name, double Work, string Unit, Func<Room, Prepared> Prepare)
{
    /// <summary>The line of <c>peers.py</c> that it is compared with.</summary>
    public string Peer { get; init; } = Name;
}

/// <summary>What is run, and what becomes of it.</summary>
/// <param name="Run">Enqueues it.</param>
/// <param name="Check">After a run, what is wrong with the result; null: nothing. Null where there is no result to be looked at.</param>
/// <param name="Times">How often <paramref name="Run"/> does it.</param>
internal sealed record Prepared(Action Run, Func<string?>? Check = null, int Times = 1);
