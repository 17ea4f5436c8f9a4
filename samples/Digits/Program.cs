Console.WriteLine("GenNet");
