namespace GenNet.Conversion;

/// <summary>How a conversion ended; any other exit code is a process that was lost.</summary>
internal enum Outcome
{
    /// <summary>The plain file is written.</summary>
    Written = 0,

    /// <summary>The file is damaged, or can't be read or written; standard error says why.</summary>
    Refused = 3,

    /// <summary>The memory that it may take wasn't enough.</summary>
    OutOfMemory = 4,

    /// <summary>Not two arguments.</summary>
    WrongCall = 64,
}
