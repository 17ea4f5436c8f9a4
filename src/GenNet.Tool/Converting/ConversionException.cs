namespace GenNet.Tool.Converting;

/// <summary>A file can't be converted; the message says what it made the process that read it do, and what to do.</summary>
internal sealed class ConversionException(string message, Exception? inner = null) : Exception(message, inner);
